using System.Text.Json;

namespace CloudNative.Sdk.Manifests.Json;

/// <summary>Reads JSON of others, in which everything may be missing.</summary>
internal static class JsonWalk
{
    /// <summary>Goes down by names; null where one of them is not there.</summary>
    public static JsonElement? At(this JsonElement element, params string[] names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    public static string? TextAt(this JsonElement element, params string[] names) => element.At(names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? NumberAt(this JsonElement element, params string[] names) =>
        element.At(names) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
