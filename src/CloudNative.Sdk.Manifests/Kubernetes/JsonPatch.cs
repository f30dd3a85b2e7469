using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Finds the steps (RFC 6902) that make one document of another. A list that differs is compared item by item where as many mappings stand in both, else replaced as a whole.</summary>
internal static class JsonPatch
{
    public static IReadOnlyList<object> Between(YamlMap before, YamlMap after)
    {
        var steps = new List<object>();
        Compare(steps, before, after, path: "");
        return steps;
    }

    private static void Compare(List<object> steps, YamlMap before, YamlMap after, string path)
    {
        foreach (var entry in before.Where(entry => after[entry.Key] is null))
        {
            steps.Add(Step("remove", path, entry.Key, value: null));
        }

        foreach (var entry in after)
        {
            var former = before[entry.Key];
            if (former is null)
            {
                steps.Add(Step("add", path, entry.Key, entry.Value));
            }
            else if (former is YamlMap lower && entry.Value is YamlMap upper)
            {
                Compare(steps, lower, upper, $"{path}/{Escape(entry.Key)}");
            }
            else if (MapsOf(former) is { } formerItems && MapsOf(entry.Value) is { } items && formerItems.Count == items.Count)
            {
                for (var index = 0; index < items.Count; index++)
                {
                    Compare(steps, formerItems[index], items[index], FormattableString.Invariant($"{path}/{Escape(entry.Key)}/{index}"));
                }
            }
            else if (!IsSame(former, entry.Value))
            {
                steps.Add(Step("replace", path, entry.Key, entry.Value));
            }
        }
    }

    /// <summary>What is no text is compared as it is written: a patch has long numbers.</summary>
    private static bool IsSame(object one, object other) => one is string text && other is string wanted ? text == wanted : JsonText.WriteLine(one) == JsonText.WriteLine(other);

    private static List<YamlMap>? MapsOf(object value) => value is IEnumerable<object> list && list.All(item => item is YamlMap) ? [.. list.Cast<YamlMap>()] : null;

    private static YamlMap Step(string operation, string path, string key, object? value) => new()
    {
        { "op", operation },
        { "path", $"{path}/{Escape(key)}" },
        { "value", value },
    };

    private static string Escape(string key) => key.Replace("~", "~0").Replace("/", "~1");
}
