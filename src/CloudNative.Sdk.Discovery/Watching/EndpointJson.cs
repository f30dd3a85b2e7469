using System.Text.Json;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>An instance in the snapshot file.</summary>
internal static class EndpointJson
{
    public static void Write(Utf8JsonWriter json, ServiceEndpoint endpoint)
    {
        json.WriteStartObject();
        json.WriteString("id", endpoint.Id);
        json.WriteString("host", endpoint.Host);
        json.WriteNumber("port", endpoint.Port);
        json.WriteString("scheme", endpoint.Scheme);
        json.WriteString("path", endpoint.Path);
        json.WriteString("hostName", endpoint.HostName);
        json.WriteNumber("weight", endpoint.Weight);
        json.WriteNumber("priority", endpoint.Priority);
        json.WriteString("zone", endpoint.Zone);
        json.WriteString("dataCenter", endpoint.DataCenter);
        json.WriteStartObject("metadata");
        foreach (var (key, value) in endpoint.Metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static ServiceEndpoint Read(JsonElement json) => new(
        Required(json, "host", JsonValueKind.String).GetString()!, Required(json, "port", JsonValueKind.Number).GetInt32())
    {
        Id = Required(json, "id", JsonValueKind.String).GetString()!,
        Scheme = Text(json, "scheme"),
        Path = Text(json, "path") ?? string.Empty,
        HostName = Text(json, "hostName"),
        Weight = Required(json, "weight", JsonValueKind.Number).GetInt32(),
        Priority = Required(json, "priority", JsonValueKind.Number).GetInt32(),
        Zone = Text(json, "zone"),
        DataCenter = Text(json, "dataCenter"),
        Metadata = Required(json, "metadata", JsonValueKind.Object).EnumerateObject()
            .Where(pair => pair.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.OrdinalIgnoreCase),
    };

    /// <exception cref="JsonException">The property is not there, or of another kind.</exception>
    public static JsonElement Required(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new JsonException($"'{name}' must be there, of the kind {kind}.");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
