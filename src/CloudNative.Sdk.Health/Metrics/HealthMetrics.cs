using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health;

/// <summary>The instruments that are written while checks run; <see cref="HealthGauges"/> holds those that are read.</summary>
internal sealed class HealthMetrics
{
    public const string MeterName = "CloudNative.Sdk.Health";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _timeouts;

    public HealthMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(MeterName);
        _duration = Meter.CreateHistogram(
            "cloudnative.health.check.duration",
            "s",
            "Time that one run of a health check took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _timeouts = Meter.CreateCounter<long>("cloudnative.health.check.timeouts", "{run}", "Runs of a health check that exceeded their time limit.");
    }

    public Meter Meter { get; }

    public void Ran(string check, HealthStatus status, TimeSpan duration) =>
        _duration.Record(duration.TotalSeconds, new("cloudnative.health.check.name", check), new("cloudnative.health.status", Text(status)));

    public void TimedOut(string check) => _timeouts.Add(1, new KeyValuePair<string, object?>("cloudnative.health.check.name", check));

    private static string Text(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
