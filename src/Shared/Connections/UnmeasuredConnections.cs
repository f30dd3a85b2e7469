using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Connections;

/// <summary>
/// Has connections of the SDK's own measured with a meter that is not collected: <c>http.client.request.duration</c> and the like are about the service's own
/// calls.
/// </summary>
/// <param name="meter">The name of the meter.</param>
internal sealed class UnmeasuredConnections(string meter) : IMeterFactory
{
    private readonly Meter _meter = new(meter);

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
