using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Groups metrics into families, in the order of their names, and leaves out what would contradict a family that is there.</summary>
/// <remarks>Not thread-safe. The grouping is kept for as long as the metrics stay the same objects.</remarks>
internal sealed class MetricCatalog(ILogger logger)
{
    /// <summary>The family that carries the resource.</summary>
    public const string ResourceFamily = "target_info";

    private readonly HashSet<(string Meter, string Instrument)> _reported = [];
    private Metric[] _metrics = [];
    private List<MetricFamily> _families = [];

    public List<MetricFamily> Group(IReadOnlyList<Metric> metrics)
    {
        if (!metrics.SequenceEqual(_metrics, ReferenceEqualityComparer.Instance))
        {
            _metrics = [.. metrics];
            _families = Build(_metrics);
        }

        return _families;
    }

    private List<MetricFamily> Build(Metric[] metrics)
    {
        var families = new Dictionary<string, MetricFamily>(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal) { [ResourceFamily] = ResourceFamily };
        foreach (var metric in metrics)
        {
            var type = MetricFamily.TypeOf(metric.MetricType);
            var name = PrometheusNames.ForFamily(metric.Name, metric.Unit, type == "counter");
            if (families.TryGetValue(name, out var family) ? family.Type != type : !TryTake(taken, name, type))
            {
                ReportOnce(metric, name, type);
                continue;
            }

            if (family is null)
            {
                families.Add(name, family = new MetricFamily(name, type, metric.Description ?? string.Empty));
            }

            family.Add(metric);
        }

        return [.. families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    // A histogram owns the names of its series too: a counter named like one of them would be read as part of it.
    private static bool TryTake(Dictionary<string, string> taken, string name, string type)
    {
        string[] names = type == "histogram" ? [name, name + "_bucket", name + "_count", name + "_sum"] : [name];
        if (names.Any(taken.ContainsKey))
        {
            return false;
        }

        foreach (var each in names)
        {
            taken.Add(each, name);
        }

        return true;
    }

    private void ReportOnce(Metric metric, string name, string type)
    {
        if (_reported.Add((metric.MeterName, metric.Name)))
        {
            logger.MetricNameTaken(metric.Name, metric.MeterName, name, type);
        }
    }
}
