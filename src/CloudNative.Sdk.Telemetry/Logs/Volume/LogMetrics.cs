using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Counts records by level and category, so that an alert on the frequency of errors needs no log store.</summary>
internal sealed class LogMetrics
{
    /// <summary>Categories beyond this number are counted together: each is a series for each level.</summary>
    public const int MaxCategories = 200;
    public const string OtherCategories = "other";

    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    private readonly Counter<long> _messages;
    private readonly Counter<long> _dropped;
    private int _categories;

    public LogMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("CloudNative.Sdk.Telemetry");
        _messages = meter.CreateCounter<long>("log.messages", "{message}", "Log records at an enabled level, whether they were kept or left out.");
        _dropped = meter.CreateCounter<long>("log.messages.dropped", "{message}", "Log records left out by sampling or by a rate limit.");
    }

    /// <summary>Gets the name that a category is counted by, to be asked for once.</summary>
    public string LabelOf(string category) => Interlocked.Increment(ref _categories) <= MaxCategories ? category : OtherCategories;

    public void Count(LogLevel level, string label) => _messages.Add(1, new("level", LevelOf(level)), new("category", label));

    public void CountDropped(LogLevel level, string label, string reason) =>
        _dropped.Add(1, new("level", LevelOf(level)), new("category", label), new("reason", reason));

    private static string LevelOf(LogLevel level) => Levels[Math.Clamp((int)level, 0, Levels.Length - 1)];
}
