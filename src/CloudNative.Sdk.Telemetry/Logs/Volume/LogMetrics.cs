using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Counts records by level and category, so that an alert on the frequency of errors needs no log store.</summary>
/// <remarks>The records are counted in plain numbers that are read when the metrics are: a measurement for each would cost more than the record itself.</remarks>
internal sealed class LogMetrics
{
    /// <summary>Categories beyond this number are counted together: each is a series for each level.</summary>
    public const int MaxCategories = 200;
    public const string OtherCategories = "other";

    private readonly ConcurrentQueue<CategoryCount> _counts = new();
    private readonly CategoryCount _others = new(OtherCategories);
    private readonly Counter<long> _dropped;
    private int _categories;

    [SuppressMessage("Telemetry", "CNS3010", Justification = "Both names are documented and in dashboards, and Prometheus has no tree of names.")]
    public LogMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("CloudNative.Sdk.Telemetry");
        _counts.Enqueue(_others);
        meter.CreateObservableCounter("log.messages", Observe, "{message}", "Log records at an enabled level, whether they were kept or left out.");
        _dropped = meter.CreateCounter<long>("log.messages.dropped", "{message}", "Log records left out by sampling or by a rate limit.");
    }

    /// <summary>Gets the count of a category, to be asked for once.</summary>
    public CategoryCount CountOf(string category)
    {
        if (Interlocked.Increment(ref _categories) > MaxCategories)
        {
            return _others;
        }

        var count = new CategoryCount(category);
        _counts.Enqueue(count);
        return count;
    }

    public void CountDropped(LogLevel level, string label, string reason) =>
        _dropped.Add(1, new("level", CategoryCount.LevelOf(level)), new("category", label), new("reason", reason));

    private IEnumerable<Measurement<long>> Observe() => _counts.SelectMany(count => count.Measure());
}
