using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>
/// Has the connections to the receiver measured with a meter that is not collected: <c>http.client.request.duration</c> is about the service's own calls, and
/// <c>otel.sdk.exporter.operation.duration</c> about these.
/// </summary>
internal sealed class UnmeasuredConnections : IMeterFactory
{
    private readonly Meter _meter = new("CloudNative.Sdk.Telemetry.Otlp");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
