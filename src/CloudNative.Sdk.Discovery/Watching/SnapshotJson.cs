using System.Text.Json;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>The content of the snapshot file.</summary>
internal static class SnapshotJson
{
    public static byte[] Write(IReadOnlyDictionary<string, StoredEndpoints> services)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("services");
            foreach (var (key, stored) in services.OrderBy(service => service.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(key);
                json.WriteString("at", stored.At);
                json.WriteStartArray("endpoints");
                foreach (var endpoint in stored.Endpoints)
                {
                    EndpointJson.Write(json, endpoint);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <exception cref="JsonException">The content is no JSON, or lacks something.</exception>
    /// <exception cref="FormatException">A value is not of its kind.</exception>
    public static Dictionary<string, StoredEndpoints> Read(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var services = new Dictionary<string, StoredEndpoints>(StringComparer.Ordinal);
        foreach (var service in EndpointJson.Required(document.RootElement, "services", JsonValueKind.Object).EnumerateObject())
        {
            services[service.Name] = new StoredEndpoints(
                EndpointJson.Required(service.Value, "at", JsonValueKind.String).GetDateTimeOffset(),
                [.. EndpointJson.Required(service.Value, "endpoints", JsonValueKind.Array).EnumerateArray().Select(EndpointJson.Read)]);
        }

        return services;
    }
}
