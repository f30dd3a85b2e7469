using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>How many series there are, and which instruments have the most.</summary>
internal sealed record CardinalityReport(int Instruments, int Series, int Overflowed, IReadOnlyList<InstrumentSeries> Top)
{
    public const int TopInstruments = 20;

    public static CardinalityReport Of(in Batch<Metric> metrics)
    {
        List<(Metric Metric, int Series)> all = [];
        foreach (var metric in metrics)
        {
            all.Add((metric, MetricSeries.Count(metric)));
        }

        return new CardinalityReport(
            all.Count,
            all.Sum(each => each.Series),
            all.Count(each => MetricSeries.HasOverflow(each.Metric)),
            [
                .. all.OrderByDescending(each => each.Series).ThenBy(each => each.Metric.Name, StringComparer.Ordinal).Take(TopInstruments)
                    .Select(each => new InstrumentSeries(
                        each.Metric.Name, each.Metric.MeterName, each.Series, MetricSeries.HasOverflow(each.Metric), MetricSeries.Tags(each.Metric))),
            ]);
    }
}
