using CloudNative.Sdk.Telemetry.Signals;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>How many series an instrument may have.</summary>
internal static class SeriesLimit
{
    public static int Of(TelemetryOptions options, string instrument) =>
        NamePatterns.TryGet(options.CardinalityLimits, instrument, out var limit) ? limit : options.CardinalityLimit;
}
