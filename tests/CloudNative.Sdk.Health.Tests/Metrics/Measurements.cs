using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Health.Tests.Metrics;

/// <summary>The last measurement of each series of one host: <c>name tag,tag</c>.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _last = new();
    private readonly MeterListener _listener = new();

    public Measurements(object scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Meters of a host carry its factory as scope, so hosts of other tests are not seen.
            if (ReferenceEquals(instrument.Meter.Scope, scope) && instrument.Meter.Name == HealthMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, double> Collect()
    {
        _listener.RecordObservableInstruments();
        return _last;
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _last[$"{instrument.Name} {string.Join(',', tags.ToArray().Select(tag => tag.Value))}"] = value;
}
