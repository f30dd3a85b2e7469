using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Cardinality;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Decides how each instrument is collected, as one view: OpenTelemetry asks every view about every instrument.</summary>
/// <remarks>
/// Silent about an instrument unless something differs from the default, because OpenTelemetry makes a stream for each view that answers: an
/// application's own view of the same instrument would make a second one.
/// </remarks>
internal sealed class InstrumentView(TelemetryOptions options, IMeterFactory host, ActiveRequests requests)
{
    public MetricStreamConfiguration? For(Instrument instrument)
    {
        if (IsExcluded(instrument))
        {
            return MetricStreamConfiguration.Drop;
        }

        var buckets = BucketsOf(instrument);
        var limit = LimitOf(instrument);
        string[]? excludedTags = BuiltInSignals.PeerAddressInstruments.Contains(instrument.Name) ? [BuiltInSignals.PeerAddressTag] : null;
        if (buckets is not null)
        {
            return new ExplicitBucketHistogramConfiguration { Boundaries = buckets, CardinalityLimit = limit, ExcludedTagKeys = excludedTags };
        }

        return limit is null && excludedTags is null ? null : new MetricStreamConfiguration { CardinalityLimit = limit, ExcludedTagKeys = excludedTags };
    }

    private bool IsExcluded(Instrument instrument) =>
        requests.Replaces(instrument)
        || BuiltInSignals.IsOfOtherServer(instrument, host)
        || NamePatterns.MatchesAny(options.ExcludedMeters, instrument.Meter.Name)
        || NamePatterns.MatchesAny(options.ExcludedInstruments, instrument.Name);

    private int? LimitOf(Instrument instrument) =>
        SeriesLimit.Of(options, instrument.Name) is not TelemetryOptions.DefaultCardinalityLimit and var limit ? limit : null;

    private double[]? BucketsOf(Instrument instrument)
    {
        if (options.HistogramBuckets.Count > 0 && UnitBuckets.IsHistogram(instrument)
            && NamePatterns.TryGet(options.HistogramBuckets, instrument.Name, out var stated))
        {
            return [.. stated!];
        }

        return options.UnitBuckets ? UnitBuckets.For(instrument) : null;
    }
}
