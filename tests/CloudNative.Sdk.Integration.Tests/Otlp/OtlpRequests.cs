using System.Text.Json;

namespace CloudNative.Sdk.Integration.Tests.Otlp;

/// <summary>The requests of one signal as JSON of protobuf: numbers of 64 bits are texts, bytes are base64.</summary>
/// <param name="Encodings">The encodings in which they came.</param>
/// <param name="Messages">Their content.</param>
internal sealed record OtlpRequests(IReadOnlyList<string> Encodings, IReadOnlyList<JsonElement> Messages)
{
    public static readonly OtlpRequests None = new([], []);

    public static OtlpRequests Parse(string lines)
    {
        var pairs = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).ToArray();
        return new([.. pairs.Select(pair => pair[0])], [.. pairs.Select(pair => JsonElement.Parse(pair[1]))]);
    }

    /// <summary>Gets the attributes of the resource of the first request.</summary>
    public IReadOnlyDictionary<string, string> Resource() => Attributes(Messages[0].EnumerateObject().Single().Value[0].GetProperty("resource"));

    /// <summary>Gets the records of one kind with the name of their scope, as <c>("scopeSpans", "spans")</c>.</summary>
    public IEnumerable<(string Scope, JsonElement Record)> Records(string scopes, string records) =>
        from message in Messages
        from resource in message.EnumerateObject().Single().Value.EnumerateArray()
        from scope in Items(resource, scopes)
        from record in Items(scope, records)
        select (scope.GetProperty("scope").GetProperty("name").GetString()!, record);

    /// <summary>Gets the attributes of an element as texts.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(JsonElement element) =>
        element.TryGetProperty("attributes", out var attributes)
            ? attributes.EnumerateArray().ToDictionary(
                pair => pair.GetProperty("key").GetString()!,
                pair => pair.GetProperty("value").EnumerateObject().Select(value => value.Value.ToString()).FirstOrDefault(""))
            : new Dictionary<string, string>();

    /// <summary>Gets an id as the hexadecimal text that people and other tools use.</summary>
    public static string Id(JsonElement element, string name) => Convert.ToHexStringLower(element.GetProperty(name).GetBytesFromBase64());

    /// <summary>Gets a list, which is not written where it is empty: an export of metrics may come before there are any.</summary>
    private static JsonElement[] Items(JsonElement element, string name) => element.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];
}
