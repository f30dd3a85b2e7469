using CloudNative.Sdk.MetricNames;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Groups metrics into families, in the order of their names, and leaves out what would contradict a family that is there.</summary>
/// <remarks>Not thread-safe. What a name may be is decided for the strictest of the formats, so that all of them show the same metrics.</remarks>
internal sealed class FamilyCatalog(NameScheme names, PrometheusOptions options, ILogger logger)
{
    /// <summary>The family that carries the resource.</summary>
    public const string ResourceFamily = "target_info";

    private readonly HashSet<(string Meter, string Instrument, string Name)> _reported = [];
    private Dictionary<string, MetricFamily> _families = [];

    /// <summary>Plans a page.</summary>
    public PagePlan Plan(CollectedMetrics collected)
    {
        var drafts = new SortedDictionary<string, List<(Metric Metric, int Place)>>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal) { [ResourceFamily] = ResourceFamily, ["target"] = ResourceFamily };
        for (var place = 0; place < collected.Tables.Length; place++)
        {
            var metric = collected.Tables[place].Metric;
            if (TryName(metric, owners, drafts, out var family))
            {
                Add(drafts, family, metric, place);
            }
        }

        var families = new Dictionary<string, MetricFamily>(StringComparer.Ordinal);
        List<PageStep> steps = [];
        foreach (var (name, metrics) in drafts)
        {
            var family = FamilyOf(name, metrics, collected);
            families.Add(name, family);
            steps.AddRange(metrics.Select((metric, i) => new PageStep(family, i, metric.Place)));
        }

        _families = families;
        return new PagePlan(collected, [.. steps]);
    }

    // An instrument whose meter was disposed is listed once more, together with the one that was made in its place: that one goes first, and wins.
    private static void Add(SortedDictionary<string, List<(Metric Metric, int Place)>> drafts, string family, Metric metric, int place)
    {
        if (!drafts.TryGetValue(family, out var metrics))
        {
            drafts.Add(family, metrics = []);
        }

        var replaced = metrics.FindIndex(earlier => IsSame(metric, earlier.Metric));
        metrics.Insert(replaced < 0 ? metrics.Count : replaced, (metric, place));
    }

    private static bool IsSame(Metric metric, Metric earlier) =>
        (metric.MeterName, metric.MeterVersion, metric.Name, metric.Unit, metric.Description, metric.MetricType)
            == (earlier.MeterName, earlier.MeterVersion, earlier.Name, earlier.Unit, earlier.Description, earlier.MetricType)
        && SameTags(metric.MeterTags, earlier.MeterTags);

    private static bool SameTags(IEnumerable<KeyValuePair<string, object?>>? left, IEnumerable<KeyValuePair<string, object?>>? right) =>
        (left ?? []).SequenceEqual(right ?? []);

    private static string FamilyName(string name, FamilyKind kind) =>
        kind == FamilyKind.Counter && name.EndsWith(PrometheusNames.CounterSuffix, StringComparison.Ordinal) ? name[..^PrometheusNames.CounterSuffix.Length] : name;

    private bool TryName(
        Metric metric, Dictionary<string, string> owners, SortedDictionary<string, List<(Metric Metric, int Place)>> drafts, out string family)
    {
        var kind = FamilyKinds.Of(metric.MetricType);
        var name = names.Metric(metric.Name, metric.Unit, kind == FamilyKind.Counter);
        family = FamilyName(name, kind);
        if (metric.MetricType == MetricType.ExponentialHistogram && !options.ConvertExponentialHistograms)
        {
            if (_reported.Add((metric.MeterName, metric.Name, family)))
            {
                logger.ExponentialHistogramLeftOut(metric.Name, metric.MeterName);
            }

            return false;
        }

        if (drafts.TryGetValue(family, out var others) ? FamilyKinds.Of(others[0].Metric.MetricType) == kind : TryTake(owners, family, kind))
        {
            return true;
        }

        if (_reported.Add((metric.MeterName, metric.Name, family)))
        {
            logger.MetricNameTaken(metric.Name, metric.MeterName, name, kind.Name());
        }

        return false;
    }

    private static bool TryTake(Dictionary<string, string> owners, string family, FamilyKind kind)
    {
        var suffixes = kind.Suffixes();
        if (suffixes.Any(suffix => owners.ContainsKey(family + suffix)))
        {
            return false;
        }

        foreach (var suffix in suffixes)
        {
            owners.Add(family + suffix, family);
        }

        return true;
    }

    private MetricFamily FamilyOf(string family, List<(Metric Metric, int Place)> metrics, CollectedMetrics collected)
    {
        var series = metrics.Select((metric, i) => new MetricSeries(
            collected.Tables[metric.Place], ScopeLabels.Of(metric.Metric, options), metrics.Take(i).Any(later => IsSame(later.Metric, metric.Metric)))).ToArray();
        if (_families.TryGetValue(family, out var known) && known.Shows(series))
        {
            return known;
        }

        var first = metrics[0].Metric;
        var kind = FamilyKinds.Of(first.MetricType);
        var name = names.Metric(first.Name, first.Unit, kind == FamilyKind.Counter);
        var unit = names.Unit(first.Unit);
        var help = metrics.Select(metric => metric.Metric.Description).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? string.Empty;
        WarnAboutOtherHelp(metrics, help, family);
        return new MetricFamily(family, kind, new FamilyNames(name, family, kind, family.EndsWith("_" + unit, StringComparison.Ordinal) ? unit : string.Empty, help), series);
    }

    private void WarnAboutOtherHelp(List<(Metric Metric, int Place)> metrics, string help, string family)
    {
        foreach (var (metric, _) in metrics)
        {
            if (!string.IsNullOrEmpty(metric.Description) && metric.Description != help && _reported.Add((metric.MeterName, metric.Name, family)))
            {
                logger.OtherDescription(metric.Name, metric.MeterName, family);
            }
        }
    }
}
