using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CloudNative.Sdk.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Writes what the agent is sent.</summary>
internal static class RegistrationBody
{
    public static ReadOnlyMemory<byte> OfService(ServiceEntry entry, ConsulRegistrationOptions options, ServiceHealth health) => Write(json =>
    {
        json.WriteString("ID", entry.Id);
        json.WriteString("Name", entry.Name);
        json.WriteString("Address", entry.Host);
        json.WriteNumber("Port", entry.Port);
        json.WriteStartArray("Tags");
        foreach (var tag in entry.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteStartObject("Meta");
        foreach (var (key, value) in entry.Meta)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("Weights");
        json.WriteNumber("Passing", options.Weight);
        json.WriteNumber("Warning", options.WarningWeight);
        json.WriteEndObject();
        json.WriteStartObject("Check");
        WriteCheck(json, entry, options, health);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> OfHealth(ServiceHealth health) => Write(json =>
    {
        json.WriteString("Status", Status(health.Status));
        json.WriteString("Output", health.Reason.Length == 0 ? "healthy" : health.Reason);
    });

    private static void WriteCheck(Utf8JsonWriter json, ServiceEntry entry, ConsulRegistrationOptions options, ServiceHealth health)
    {
        json.WriteString("CheckID", entry.CheckId);
        json.WriteString("Name", $"Health of {entry.Name}");

        // Without it Consul begins with critical.
        json.WriteString("Status", Status(health.Status));
        json.WriteString("DeregisterCriticalServiceAfter", Duration(options.DeregisterAfter));
        if (entry.CheckUri is { } uri)
        {
            json.WriteString("HTTP", uri);
            json.WriteString("Interval", Duration(options.CheckInterval));
            json.WriteString("Timeout", Duration(options.CheckTimeout));
        }
        else
        {
            json.WriteString("TTL", Duration(options.Ttl));
        }
    }

    private static string Status(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "passing",
        HealthStatus.Degraded => "warning",
        _ => "critical",
    };

    /// <summary>Writes a duration as Go reads it.</summary>
    private static string Duration(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}ms");

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
