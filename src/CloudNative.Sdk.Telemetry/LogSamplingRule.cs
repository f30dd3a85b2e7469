using CloudNative.Sdk.Core;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Keeps a share of the records of some categories.</summary>
/// <remarks>
/// Inside a trace the trace id decides, as OpenTelemetry's ratio sampler does: a trace keeps all its records or none, and a trace recorded by the same ratio keeps its records.
/// </remarks>
public sealed class LogSamplingRule
{
    internal const double MinRatio = 0;
    internal const double MaxRatio = 1;

    internal static readonly OptionsBinding<LogSamplingRule> Binding = new(LogOptions.SectionName, table => table
        .Text(nameof(Category), o => o.Category, (o, value) => o.Category = value, "must be a category, as Shop.*", category => !string.IsNullOrWhiteSpace(category))
        .Choice(nameof(MaxLevel), typeof(LogLevel), o => o.MaxLevel, (o, value) => o.MaxLevel = (LogLevel)value)
        .Number(nameof(Ratio), o => o.Ratio, (o, value) => o.Ratio = value, MinRatio, MaxRatio));

    /// <summary>Gets or sets the categories.</summary>
    /// <value>A name; <c>*</c> stands for any characters and <c>?</c> for one, and case makes no difference. The default is <c>*</c>, all.</value>
    public string Category { get; set; } = "*";

    /// <summary>Gets or sets the highest level that is sampled; records above it are all kept.</summary>
    /// <value>The default is <see cref="LogLevel.Information"/>.</value>
    public LogLevel MaxLevel { get; set; } = LogLevel.Information;

    /// <summary>Gets or sets the share of records that is kept.</summary>
    /// <value>From 0 (none) to 1 (all), both included. The default is 1.</value>
    public double Ratio { get; set; } = MaxRatio;
}
