using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CloudNative.Sdk.Documentation.Tests.Schema;

/// <summary>Reads what the documentation comments say of a property.</summary>
internal static partial class DocumentedText
{
    /// <summary>Gets the summary and the value, which states bounds and default.</summary>
    public static string Of(PropertyInfo property)
    {
        var file = Path.Combine(AppContext.BaseDirectory, property.DeclaringType!.Assembly.GetName().Name + ".xml");
        var member = XDocument.Load(file).Descendants("member").Single(found => found.Attribute("name")?.Value == $"P:{property.DeclaringType.FullName}.{property.Name}");
        return $"{Capital(Text(member.Element("summary")).Replace("Gets or sets ", "", StringComparison.Ordinal).Replace("Gets ", "", StringComparison.Ordinal))} {Text(member.Element("value"))}".Trim();
    }

    private static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static string Text(XElement? element) => Spaces().Replace(string.Concat(element?.Nodes().Select(Text) ?? []), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => see.Attribute("langword")?.Value ?? see.Attribute("cref")?.Value.Split('.', '(')[^1] ?? see.Value,
        XElement other => Text(other),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
