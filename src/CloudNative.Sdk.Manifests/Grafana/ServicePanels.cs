using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Prometheus;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.MetricNames;

namespace CloudNative.Sdk.Manifests.Grafana;

/// <summary>What a dashboard shows of a service; every metric is one that the SDK or the code declares.</summary>
internal static class ServicePanels
{
    private const string Rate = "[$__rate_interval]";

    private static readonly string[] AllQuantiles = ["0.5", "0.95", "0.99"];
    private static readonly string[] FewQuantiles = ["0.5", "0.99"];

    public static IEnumerable<PanelQuery> Of(ServiceRelease release)
    {
        var job = $"job=\"{release.Name}\"";
        return [.. release.Final.Ports.Http is null ? [] : Requests(release, job), .. Process(job), .. release.Code.Instruments.Select(instrument => Of(instrument, job)).OfType<PanelQuery>()];
    }

    private static IEnumerable<PanelQuery> Requests(ServiceRelease release, string job)
    {
        var slos = release.Final.Slos;
        yield return new PanelQuery("Requests", "reqps", [($"sum by (http_route) (rate({ServiceRules.Duration}_count{{{job}}}{Rate}))", "{{http_route}}")]);
        yield return new PanelQuery("Failed requests", "percentunit", [(ServiceRules.ErrorRatio(job, TimeSpan.FromMinutes(5)), "5xx")])
        {
            Threshold = slos.FirstOrDefault(slo => slo.Kind == SlosSection.Availability) is { } availability ? Math.Round(1 - (availability.Objective / 100), 6) : 0.05,
        };
        yield return new PanelQuery("Time of a request", "s", [.. Quantiles(AllQuantiles, $"{ServiceRules.Duration}_bucket{{{job}}}")])
        {
            Threshold = slos.FirstOrDefault(slo => slo.Threshold is not null)?.Threshold?.TotalSeconds,
        };
        yield return new PanelQuery("Requests under way", "short", [($"sum by (instance) (http_server_active_requests{{{job}}})", "{{instance}}")]);
    }

    private static IEnumerable<PanelQuery> Process(string job)
    {
        yield return new PanelQuery("Processors", "short", [($"sum by (instance) (rate(process_cpu_seconds_total{{{job}}}{Rate}))", "{{instance}}")]);
        yield return new PanelQuery("Memory", "bytes", [($"sum by (instance) (dotnet_process_memory_working_set_bytes{{{job}}})", "{{instance}}")]);
    }

    /// <summary>Shows an instrument by its kind: counters as rates, histograms as quantiles, the rest as they are.</summary>
    private static PanelQuery? Of(Fact instrument, string job)
    {
        var unit = instrument["unit"] ?? "";
        var isCounter = MetricName.IsCounter(instrument);
        var name = MetricName.Of(instrument);
        var tags = instrument.All("tag").Take(1).Select(tag => PrometheusNames.Sanitize(tag, keepColons: false)).ToList();
        var (by, legend) = tags.Count > 0 ? ($" by ({tags[0]})", $"{{{{{tags[0]}}}}}") : ("", instrument["name"]!);
        var queries = instrument["kind"] switch
        {
            "Counter" or "ObservableCounter" => [($"sum{by} (rate({name}{{{job}}}{Rate}))", legend)],
            "Histogram" => Quantiles(FewQuantiles, $"{name}_bucket{{{job}}}").ToList(),
            null => new List<(string, string)>(),
            _ => [($"sum{by} ({name}{{{job}}})", legend)],
        };
        return queries.Count == 0 ? null : new PanelQuery(instrument["name"]!, UnitOf(unit, isCounter), queries) { Description = instrument["description"] };
    }

    private static IEnumerable<(string Expression, string Legend)> Quantiles(string[] quantiles, string buckets) =>
        quantiles.Select(quantile => ($"histogram_quantile({quantile}, sum by (le) (rate({buckets}{Rate})))", "p" + quantile.Substring(2).PadRight(2, '0')));

    private static string UnitOf(string unit, bool isRate) => unit switch
    {
        "s" => isRate ? "percentunit" : "s",
        "ms" => "ms",
        "By" => isRate ? "Bps" : "bytes",
        "%" => "percent",
        _ => isRate ? "cps" : "short",
    };
}
