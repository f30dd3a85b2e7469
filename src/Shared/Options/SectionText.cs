using System.Text;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Options;

/// <summary>Everything in a section as one text, to see whether it has changed.</summary>
internal static class SectionText
{
    public static string Of(IConfigurationSection section)
    {
        var text = new StringBuilder();
        Append(section);
        return text.ToString();

        // Not AsEnumerable(): its pairs are values, for which .NET compiles a stack and a join at the start of each service.
        void Append(IConfigurationSection part)
        {
            text.Append(part.Path).Append('=').Append(part.Value).Append('\n');
            foreach (var child in part.GetChildren())
            {
                Append(child);
            }
        }
    }
}
