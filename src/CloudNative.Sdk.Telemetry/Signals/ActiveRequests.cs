using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Cardinality;
using CloudNative.Sdk.Telemetry.Runtime;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>
/// Counts the requests that are being served in OpenTelemetry's place, which looks up the tags of each change, and offers exemplars that a gauge cannot show.
/// OpenTelemetry asks for the sums when it collects.
/// </summary>
/// <remarks>
/// Thread-safe. For a meter provider that only the SDK configures: a view of the application would collect the instrument of .NET besides this one.
/// </remarks>
internal sealed class ActiveRequests(IMeterFactory meters) : IDisposable
{
    public const string Name = "http.server.active_requests";

    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private Sum[] _sums = [];
    private Measurement<long>[] _measured = [];
    private int _limit;

    /// <summary>Begins to count, where the options leave out neither the instrument nor its meters.</summary>
    public void Start(TelemetryOptions options)
    {
        if (NamePatterns.MatchesAny(options.ExcludedInstruments, Name)
            || NamePatterns.MatchesAny(options.ExcludedMeters, BuiltInSignals.HostingMeter)
            || NamePatterns.MatchesAny(options.ExcludedMeters, RuntimeMetrics.MeterName))
        {
            return;
        }

        _limit = SeriesLimit.Of(options, Name);
        _listener.SetMeasurementEventCallback<long>(static (_, change, tags, requests) => ((ActiveRequests)requests!).SumOf(tags).Add(change));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Replaces(instrument))
            {
                meters.Create(RuntimeMetrics.MeterName).CreateObservableUpDownCounter(Name, Observe, instrument.Unit, instrument.Description);
                listener.EnableMeasurementEvents(instrument, this);
            }
        };
        _listener.Start();
    }

    /// <summary>Tells whether an instrument is the one that is counted here, and not to be collected.</summary>
    public bool Replaces(Instrument instrument) =>
        _limit > 0 && instrument.Name == Name && instrument.Meter.Name == BuiltInSignals.HostingMeter && ReferenceEquals(instrument.Meter.Scope, meters);

    public void Dispose() => _listener.Dispose();

    private Measurement<long>[] Observe()
    {
        var sums = _sums;
        var measured = _measured.Length == sums.Length ? _measured : _measured = new Measurement<long>[sums.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            measured[i] = sums[i].Measure();
        }

        return measured;
    }

    private Sum SumOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags) is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            if (Find(tags) is { } meanwhile)
            {
                return meanwhile;
            }

            if (_sums.Length <= _limit)
            {
                _sums = [.. _sums, new Sum(_sums.Length < _limit ? tags.ToArray() : [new(MetricSeries.OverflowTag, true)])];
            }

            return _sums[^1];
        }
    }

    private Sum? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var sum in _sums)
        {
            if (sum.Has(tags))
            {
                return sum;
            }
        }

        return null;
    }

    private sealed class Sum(KeyValuePair<string, object?>[] tags)
    {
        private long _value;
        private Measurement<long> _measured = new(0, tags);

        public void Add(long change) => Interlocked.Add(ref _value, change);

        /// <summary>Gets the sum, in the same memory where it has not changed.</summary>
        public Measurement<long> Measure() => Volatile.Read(ref _value) is var value && value == _measured.Value ? _measured : _measured = new Measurement<long>(value, tags);

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> other)
        {
            if (other.Length != tags.Length)
            {
                return false;
            }

            for (var i = 0; i < tags.Length; i++)
            {
                if (other[i].Key != tags[i].Key || !Equals(other[i].Value, tags[i].Value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
