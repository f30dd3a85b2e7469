using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Grafana;

/// <summary>Writes a dashboard: requests, errors and latency, what the process uses, and a panel for each instrument that the code declares.</summary>
internal sealed class GrafanaRenderer : IRenderer
{
    private const int Columns = 2;
    private const int PanelWidth = 12;
    private const int PanelHeight = 8;
    private const int SchemaVersion = 41;
    private const int UidLength = 12;

    public string Target => "grafana";

    public IEnumerable<ManifestFile> Render(ServiceRelease release)
    {
        if (release.Code.HasTelemetry)
        {
            yield return JsonText.WriteFile($"{Target}/{release.Name}.json", Dashboard(release));
        }
    }

    public static string DashboardOf(ServiceRelease release) => JsonText.Write(Dashboard(release));

    private static YamlMap Dashboard(ServiceRelease release) => new()
    {
        // For ever the same, whatever becomes of the title.
        { "uid", Sha256.Of($"{release.Final.PartOf}/{release.Name}").Substring(0, UidLength) },
        { "title", release.Name },
        { "tags", new List<object> { "cloudnative", release.Final.PartOf } },
        { "schemaVersion", SchemaVersion },
        { "editable", false },
        { "timezone", "utc" },
        { "time", new YamlMap { { "from", "now-1h" }, { "to", "now" } } },
        { "refresh", "30s" },
        { "templating", new YamlMap { { "list", new List<object> { new YamlMap { { "name", "datasource" }, { "type", "datasource" }, { "query", "prometheus" } } } } } },
        { "annotations", new YamlMap { { "list", new List<object>() } } },
        { "panels", ServicePanels.Of(release).Select(Panel).ToList<object>() },
    };

    private static YamlMap Panel(PanelQuery panel, int index) => new()
    {
        { "id", index + 1 },
        { "type", "timeseries" },
        { "title", panel.Title },
        { "description", panel.Description },
        {
            "gridPos", new YamlMap
            {
                { "x", index % Columns * PanelWidth },
                { "y", index / Columns * PanelHeight },
                { "w", PanelWidth },
                { "h", PanelHeight },
            }
        },
        { "datasource", new YamlMap { { "type", "prometheus" }, { "uid", "${datasource}" } } },
        { "targets", panel.Queries.Select((query, number) => new YamlMap { { "refId", ((char)('A' + number)).ToString() }, { "expr", query.Expression }, { "legendFormat", query.Legend } }).ToList<object>() },
        { "fieldConfig", new YamlMap { { "defaults", Defaults(panel) }, { "overrides", new List<object>() } } },
    };

    private static YamlMap Defaults(PanelQuery panel)
    {
        var defaults = new YamlMap { { "unit", panel.Unit } };
        if (panel.Threshold is { } threshold)
        {
            // Grafana takes the step without a value as the one from which on.
            defaults.Add("thresholds", new YamlMap
            {
                { "mode", "absolute" },
                { "steps", new List<object> { new YamlMap { { "color", "green" }, { "value", JsonText.Null } }, new YamlMap { { "color", "red" }, { "value", threshold } } } },
            });
            defaults.Add("custom", new YamlMap { { "thresholdsStyle", new YamlMap { { "mode", "line" } } } });
        }

        return defaults;
    }
}
