using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Keeps OpenTelemetry from times that break the rule of their variable: it takes them as they are, and 0 would stop the start.</summary>
internal static class ExportTimes
{
    /// <summary>Puts OpenTelemetry's defaults, for which null stands, in their place.</summary>
    public static void Correct(MetricReaderOptions options)
    {
        var times = options.PeriodicExportingMetricReaderOptions;
        if (times.ExportIntervalMilliseconds < 1)
        {
            times.ExportIntervalMilliseconds = null;
        }

        if (times.ExportTimeoutMilliseconds < 0)
        {
            times.ExportTimeoutMilliseconds = null;
        }
    }
}
