using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Telemetry.Runtime;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Looks at each collection for instruments that have more series than they may, and says once which tag is to blame; makes the report when one is asked for.</summary>
/// <remarks>OpenTelemetry folds the series beyond the limit into one without a word. A collection without news costs a look at two points of each metric.</remarks>
internal sealed class CardinalityWatch : ICollectionObserver
{
    /// <summary>Code that makes up names of instruments must not fill the memory of what was reported.</summary>
    private const int MaxReported = 1000;

    private readonly HashSet<(string Meter, string Instrument)> _reported = [];
    private readonly ILogger<CardinalityWatch> _logger;
    private readonly Counter<long> _overflows;
    private TaskCompletionSource<CardinalityReport>? _asked;
    private long _collections;

    public CardinalityWatch(IMeterFactory meters, ILogger<CardinalityWatch> logger)
    {
        _logger = logger;
        _overflows = meters.Create(RuntimeMetrics.MeterName).CreateCounter<long>(
            "cloudnative.telemetry.cardinality.overflows", "{instrument}", "Instruments that had more series than they may; the tag is the one with the most values.");
    }

    /// <summary>Gets how many collections there were.</summary>
    public long Collections => Interlocked.Read(ref _collections);

    /// <summary>Asks for a report, which the next collection makes.</summary>
    public Task<CardinalityReport> AskAsync()
    {
        var mine = new TaskCompletionSource<CardinalityReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _asked, mine, null) ?? mine).Task;
    }

    public void OnCollected(in Batch<Metric> metrics)
    {
        Interlocked.Increment(ref _collections);
        foreach (var metric in metrics)
        {
            if (MetricSeries.HasOverflow(metric) && _reported.Count < MaxReported && _reported.Add((metric.MeterName, metric.Name)))
            {
                Report(metric);
            }
        }

        Interlocked.Exchange(ref _asked, null)?.SetResult(CardinalityReport.Of(in metrics));
    }

    private void Report(Metric metric)
    {
        var worst = MetricSeries.Tags(metric).FirstOrDefault();
        _logger.TooManySeries(metric.Name, metric.MeterName, MetricSeries.Count(metric) - 1, worst?.Key ?? string.Empty, worst?.Values.Count ?? 0);
        _overflows.Add(
            1,
            new("cloudnative.telemetry.instrument", metric.Name),
            new("cloudnative.telemetry.meter", metric.MeterName),
            new("cloudnative.telemetry.tag", worst?.Key));
    }
}
