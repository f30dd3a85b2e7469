using System.Text;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>
/// Turns the old tokens <c>$runtime:instances$</c> and <c>&lt;build:commit&gt;</c> into <c>${runtime.instances}</c>. One that stands for a bare value, which is no JSON, becomes a text that is exactly the token.
/// </summary>
internal static partial class LegacyTokens
{
    public static string Normalize(string template)
    {
        var text = new StringBuilder(template.Length);
        var isText = false;
        for (var index = 0; index < template.Length;)
        {
            var character = template[index];
            if (Token().Match(template, index) is { Success: true } token)
            {
                var name = $"${{{token.Groups["scope"].Value}.{token.Groups["name"].Value}}}";
                text.Append(isText ? name : $"\"{name}\"");
                index += token.Length;
                continue;
            }

            if (isText && character == '\\' && index + 1 < template.Length)
            {
                text.Append(character).Append(template[index + 1]);
                index += 2;
                continue;
            }

            isText ^= character == '"';
            text.Append(isText && character == '$' && template.AsSpan(index + 1).StartsWith("{") ? "$$" : character.ToString());
            index++;
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\G(?:\$(?<scope>[a-z]+):(?<name>[A-Za-z][A-Za-z0-9_.-]*)\$|<(?<scope>[a-z]+):(?<name>[A-Za-z][A-Za-z0-9_.-]*)>)")]
    private static partial Regex Token();
}
