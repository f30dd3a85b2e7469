namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Finds values in a tree that may lack any of the steps; what is null counts as not there.</summary>
internal static class YamlNavigation
{
    public static YamlNode? At(this YamlNode? node, params string[] path)
    {
        foreach (var name in path)
        {
            node = (node as YamlObject)?.Find(name);
        }

        return node is YamlText { IsNull: true } ? null : node;
    }

    public static string? TextAt(this YamlNode? node, params string[] path) => (node.At(path) as YamlText)?.Value;

    public static bool IsAt(this YamlNode? node, string value, params string[] path) => node.TextAt(path) == value;

    public static int? NumberAt(this YamlNode? node, params string[] path) => Code.Number.TryParse(node.TextAt(path), out var number) ? number : null;

    public static IReadOnlyList<YamlNode> ItemsAt(this YamlNode? node, params string[] path) => (node.At(path) as YamlList)?.Items ?? [];

    public static IReadOnlyList<YamlField> FieldsAt(this YamlNode? node, params string[] path) => (node.At(path) as YamlObject)?.Fields ?? [];

    /// <summary>Gets the names and the texts of a mapping, as of labels.</summary>
    public static IReadOnlyDictionary<string, string> TextsAt(this YamlNode? node, params string[] path)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in node.FieldsAt(path))
        {
            texts[field.Name] = (field.Value as YamlText)?.Value ?? "";
        }

        return texts;
    }
}
