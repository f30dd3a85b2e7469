using System.Text.Json;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Shows where telemetry is exported to, and whether it arrives.</summary>
internal sealed class OtlpEndpoint(OtlpExports exports) : IOpsEndpoint
{
    public string Path => "/otlp";

    public string Description => "Where traces, metrics and logs are exported to by OTLP, and whether they arrive, as JSON.";

    public Task GetAsync(HttpContext context) => OpsResponse.WriteJsonAsync(context, Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var signal in exports.Signals)
        {
            json.WriteStartObject(OtelConfiguration.Name(signal.Target.Signal).ToLowerInvariant());
            Write(json, signal.Target, signal.Read());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OtlpTarget target, ExportSummary summary)
    {
        json.WriteString("endpoint", target.Address);
        json.WriteString("protocol", target.IsGrpc ? "grpc" : "http/protobuf");
        json.WriteString("state", summary switch { { Exports: 0 } => "waiting", { IsFailing: true } => "failing", _ => "working" });
        if (summary.Since is { } since)
        {
            json.WriteString("since", since);
        }

        json.WriteNumber("exports", summary.Exports);
        json.WriteNumber("failures", summary.Failures);
        if (summary.LastError is { } error)
        {
            json.WriteString("lastError", error);
        }
    }
}
