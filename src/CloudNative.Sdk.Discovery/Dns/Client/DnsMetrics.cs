using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Measures questions to name servers.</summary>
internal sealed class DnsMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _duration = meters.Create("CloudNative.Sdk.Discovery").CreateHistogram(
        "cloudnative.discovery.dns.duration",
        "s",
        "Time from a question to the name servers to its answer, with all attempts.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    public void Answered(string type, bool isKnown, TimeSpan duration) => _duration.Record(
        duration.TotalSeconds, new("dns.question.type", type), new("cloudnative.discovery.dns.outcome", isKnown ? "known" : "unknown"));

    public void Failed(string type, string errorType, TimeSpan duration)
    {
        var tags = new TagList
        {
            { "dns.question.type", type },
            { "cloudnative.discovery.dns.outcome", "failed" },
            { "error.type", errorType },
        };
        _duration.Record(duration.TotalSeconds, tags);
    }
}
