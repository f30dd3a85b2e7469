using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Signals;

namespace CloudNative.Sdk.Documentation.Tests.Metrics;

/// <summary>Notes the instruments of the meters that a service collects by default, and the tags of what they measure.</summary>
internal sealed class MetricBook : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Meter, string Name), MetricEntry> _entries = [];

    public MetricBook()
    {
        _listener.InstrumentPublished = Note;
        _listener.SetMeasurementEventCallback<byte>(Note);
        _listener.SetMeasurementEventCallback<short>(Note);
        _listener.SetMeasurementEventCallback<int>(Note);
        _listener.SetMeasurementEventCallback<long>(Note);
        _listener.SetMeasurementEventCallback<float>(Note);
        _listener.SetMeasurementEventCallback<double>(Note);
        _listener.SetMeasurementEventCallback<decimal>(Note);
        _listener.Start();
    }

    public IReadOnlyList<MetricEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Values];
            }
        }
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public bool HasMeasured(string instrument) => Entries.Any(entry => entry.Name == instrument && entry.IsMeasured);

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, MeterListener listener)
    {
        if (!BuiltInSignals.Meters.Contains(instrument.Meter.Name) || instrument is UpDownCounter<long> { Name: ActiveRequests.Name })
        {
            return;
        }

        lock (_lock)
        {
            _entries.TryAdd((instrument.Meter.Name, instrument.Name), new MetricEntry(instrument));
        }

        listener.EnableMeasurementEvents(instrument);
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_lock)
        {
            var entry = _entries[(instrument.Meter.Name, instrument.Name)];
            entry.IsMeasured = true;
            foreach (var (key, _) in tags)
            {
                if (key != BuiltInSignals.PeerAddressTag || !BuiltInSignals.PeerAddressInstruments.Contains(instrument.Name))
                {
                    entry.Tags.Add(key);
                }
            }
        }
    }
}
