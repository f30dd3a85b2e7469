namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>What <see cref="YamlReader"/> takes.</summary>
internal static class YamlLimits
{
    /// <summary>How many values may lie in one another.</summary>
    public const int Depth = 32;

    /// <summary>How many characters a file may have.</summary>
    public const int Length = 4 << 20;

    /// <summary>How many values all aliases together may stand for.</summary>
    public const int Aliased = 10_000;

    /// <summary>How many characters a key may have as it is written (YAML 1.2.2, 7.4.2), where each may be an escape of six.</summary>
    private const int KeyLength = 1024 / 6;

    /// <summary>Tells whether documents that were written here would be read without a problem, so that they need not be.</summary>
    public static bool Allow(string text, IReadOnlyList<YamlNode> documents) => text.Length <= Length && documents.All(document => Allow(document, depth: 0));

    private static bool Allow(YamlNode node, int depth) => depth <= Depth && node switch
    {
        YamlObject mapping => Allow(mapping.Fields, depth),
        YamlList list => list.Items.All(item => Allow(item, depth + 1)),
        _ => true,
    };

    private static bool Allow(IReadOnlyList<YamlField> fields, int depth)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Name.Length > KeyLength || IsBefore(fields, index) || !Allow(fields[index].Value, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells whether the key of a field is one of the fields before it too.</summary>
    private static bool IsBefore(IReadOnlyList<YamlField> fields, int index)
    {
        for (var other = 0; other < index; other++)
        {
            if (fields[other].Name == fields[index].Name)
            {
                return true;
            }
        }

        return false;
    }
}
