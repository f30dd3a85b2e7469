using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Sets a field of a tree by its path; mappings on the way that are not there are made.</summary>
internal static class FieldPath
{
    public static YamlObject Set(YamlObject node, IReadOnlyList<string> path, YamlNode value, int depth = 0)
    {
        var index = node.Fields.ToList().FindIndex(field => field.Name == path[depth]);
        var child = depth == path.Count - 1 ? value
            : Set(index >= 0 && node.Fields[index].Value is YamlObject inner ? inner : new YamlObject(value.Position, []), path, value, depth + 1);
        var field = new YamlField(value.Position, path[depth], child);
        return node with { Fields = index < 0 ? [.. node.Fields, field] : [.. node.Fields.Select((other, place) => place == index ? field : other)] };
    }
}
