using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>How many records of each level a category had.</summary>
/// <param name="label">The name that the category is counted by.</param>
/// <remarks>Thread-safe.</remarks>
internal sealed class CategoryCount(string label)
{
    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    private readonly long[] _counts = new long[Levels.Length];

    public string Label => label;

    public static string LevelOf(LogLevel level) => Levels[IndexOf(level)];

    public void Add(LogLevel level) => Interlocked.Increment(ref _counts[IndexOf(level)]);

    /// <summary>Gets the counts of the levels that had a record.</summary>
    public IEnumerable<Measurement<long>> Measure()
    {
        for (var index = 0; index < Levels.Length; index++)
        {
            if (Interlocked.Read(ref _counts[index]) is > 0 and var count)
            {
                yield return new Measurement<long>(count, new("level", Levels[index]), new("category", label));
            }
        }
    }

    private static int IndexOf(LogLevel level) => Math.Clamp((int)level, 0, Levels.Length - 1);
}
