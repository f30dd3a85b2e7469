using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Shows the effective configuration.</summary>
internal sealed class ConfigurationEndpoint(ConfigurationView view) : IOpsEndpoint
{
    public string Path => "/config";

    public string Description => "The effective configuration as JSON: each key, its value unless it is a secret, where it comes from, and what it overrides.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, Write);

    private static void Write(Utf8JsonWriter json, StatedValue stated)
    {
        json.WriteString("value", stated.Value);
        if (stated.Masked is { } masked)
        {
            json.WriteString("masked", masked);
        }

        json.WriteString("origin", stated.Origin.Name);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("sources");
        foreach (var source in view.Sources)
        {
            json.WriteStringValue(source);
        }

        json.WriteEndArray();
        json.WriteStartArray("unread");
        foreach (var (key, nearest) in view.Unread)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("nearest", nearest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("keys");
        foreach (var entry in view.Read())
        {
            json.WriteStartObject(entry.Key);
            Write(json, entry.Stated[0]);
            if (entry.Stated.Count > 1)
            {
                json.WriteStartArray("overrides");
                foreach (var overridden in entry.Stated.Skip(1))
                {
                    json.WriteStartObject();
                    Write(json, overridden);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
