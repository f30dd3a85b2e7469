using CloudNative.Sdk.Core;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Limits how many records per second each of some categories may write.</summary>
public sealed class LogRateLimit
{
    internal const double MinPerSecond = 0.01;
    internal const double MaxPerSecond = 1_000_000;
    internal const int MinBurst = 1;
    internal const int MaxBurst = 1_000_000;

    internal static readonly OptionsBinding<LogRateLimit> Binding = new(LogOptions.SectionName, table => table
        .Text(nameof(Category), o => o.Category, (o, value) => o.Category = value, "must be a category, as Shop.*", category => !string.IsNullOrWhiteSpace(category))
        .Choice(nameof(MaxLevel), typeof(LogLevel), o => o.MaxLevel, (o, value) => o.MaxLevel = (LogLevel)value)
        .Number(nameof(PerSecond), o => o.PerSecond, (o, value) => o.PerSecond = value, MinPerSecond, MaxPerSecond)
        .OptionalWholeNumber(nameof(Burst), o => o.Burst, (o, value) => o.Burst = value, MinBurst, MaxBurst));

    /// <summary>Gets or sets the categories.</summary>
    /// <value>A name; <c>*</c> stands for any characters and <c>?</c> for one, and case makes no difference. The default is <c>*</c>, all.</value>
    public string Category { get; set; } = "*";

    /// <summary>Gets or sets the highest level that is limited; records above it are all kept, and use nothing up.</summary>
    /// <value>The default is <see cref="LogLevel.Information"/>.</value>
    public LogLevel MaxLevel { get; set; } = LogLevel.Information;

    /// <summary>Gets or sets how many records one category may write in a second, in the long run.</summary>
    /// <value>From 0.01 to 1,000,000, both included. The default is 100.</value>
    public double PerSecond { get; set; } = 100;

    /// <summary>Gets or sets how many records may come at once after a silence.</summary>
    /// <value>From 1 to 1,000,000, both included. <see langword="null"/>, the default, means as many as in a second, and at least 1.</value>
    public int? Burst { get; set; }
}
