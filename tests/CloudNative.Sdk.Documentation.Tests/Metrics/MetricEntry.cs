using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Documentation.Tests.Metrics;

/// <summary>An instrument, and the tags that it was seen with.</summary>
internal sealed class MetricEntry(Instrument instrument)
{
    public string Meter { get; } = instrument.Meter.Name;

    public string Name { get; } = instrument.Name;

    public string Unit { get; } = instrument.Unit ?? string.Empty;

    public string Description { get; } = instrument.Description ?? string.Empty;

    /// <summary>Gets Counter, UpDownCounter, Gauge or Histogram.</summary>
    public string Kind { get; } = instrument.GetType().Name.Split('`')[0].Replace("Observable", string.Empty, StringComparison.Ordinal);

    public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public bool IsMeasured { get; set; }
}
