using System.Collections;
using System.Globalization;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>
/// Lays a patch over an object, as kubectl does: mappings merge, lists of named things merge by name (mounts by their path), other lists are replaced, <c>null</c> deletes,
/// and <c>$patch: delete</c> deletes an item of a list.
/// </summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";

    private static readonly string[] Keys = ["name", "mountPath"];

    public static YamlMap Apply(YamlMap below, YamlObject patch)
    {
        var merged = new YamlMap();
        foreach (var entry in below)
        {
            var field = patch.Fields.FirstOrDefault(field => field.Name == entry.Key);
            merged.Add(entry.Key, field is null ? entry.Value : Merge(entry.Value, field.Value));
        }

        foreach (var field in patch.Fields.Where(field => below[field.Name] is null && field.Name != Directive))
        {
            merged.Add(field.Name, Value(field.Value));
        }

        return merged;
    }

    private static object? Merge(object below, YamlNode above) => (below, above) switch
    {
        (YamlMap map, YamlObject patch) => Apply(map, patch),
        (IEnumerable items and not string and not YamlMap, YamlList list) when KeyOf(list) is { } key && items.Cast<object>().All(item => item is YamlMap map && map[key] is string) => MergeItems([.. items.Cast<YamlMap>()], list, key),
        _ => Value(above),
    };

    private static List<object> MergeItems(List<YamlMap> items, YamlList patches, string key)
    {
        foreach (var patch in patches.Items.Cast<YamlObject>())
        {
            var index = items.FindIndex(item => (string)item[key]! == patch.TextAt(key));
            if (patch.IsAt("delete", Directive))
            {
                items.RemoveAll(item => (string)item[key]! == patch.TextAt(key));
            }
            else if (index >= 0)
            {
                items[index] = Apply(items[index], patch);
            }
            else
            {
                items.Add(Apply([], patch));
            }
        }

        return [.. items];
    }

    private static string? KeyOf(YamlList list) => Keys.FirstOrDefault(key => list.Items.Count > 0 && list.Items.All(item => item.TextAt(key) is not null));

    private static object? Value(YamlNode node) => node switch
    {
        YamlObject mapping => Apply([], mapping),
        YamlList list => list.Items.Select(Value).OfType<object>().ToList(),
        YamlText { IsNull: true } => null,
        YamlText { IsPlain: true, Value: "true" or "false" } truth => truth.Value == "true",
        YamlText { IsPlain: true } text when long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text.Value => number,
        YamlText text => text.Value,
        _ => null,
    };
}
