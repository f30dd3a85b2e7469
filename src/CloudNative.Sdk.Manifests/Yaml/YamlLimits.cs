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

    private static bool Allow(YamlNode node, int depth)
    {
        if (depth > Depth)
        {
            return false;
        }

        return node switch
        {
            YamlObject mapping => AreKeys(mapping.Fields) && mapping.Fields.All(field => Allow(field.Value, depth + 1)),
            YamlList list => list.Items.All(item => Allow(item, depth + 1)),
            _ => true,
        };
    }

    private static bool AreKeys(IReadOnlyList<YamlField> fields)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Name.Length > KeyLength)
            {
                return false;
            }

            for (var other = 0; other < index; other++)
            {
                if (fields[other].Name == fields[index].Name)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
