using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Volume;

/// <summary>The sums of one counter by its tags, as <c>category=Shop level=error</c>.</summary>
internal sealed class MeasuredCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _sums = [];

    public MeasuredCounts(IMeterFactory meters, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && ReferenceEquals(published.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((measured, value, tags, _) =>
        {
            var key = string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
            lock (_sums)
            {
                _sums[key] = measured.IsObservable ? value : _sums.GetValueOrDefault(key) + value;
            }
        });
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Sums
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_sums)
            {
                return new Dictionary<string, long>(_sums);
            }
        }
    }

    public void Dispose() => _listener.Dispose();
}
