using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>A level that holds for a category, and for those whose names begin like it, until its time is over.</summary>
internal sealed record LevelOverride(string Category, LogLevel Level, DateTimeOffset Until, string Caller)
{
    /// <summary>The name that stands for all categories, as in the configuration.</summary>
    public const string AllCategories = "Default";

    public bool IsFor(string category) => Category.Equals(category, StringComparison.OrdinalIgnoreCase);
}
