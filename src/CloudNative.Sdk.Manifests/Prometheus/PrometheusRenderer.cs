using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>Writes recording and alerting rules, and for each alert two tests for promtool: one in which it fires, one in which it stays silent.</summary>
internal sealed class PrometheusRenderer : IRenderer
{
    public string Target => "prometheus";

    public IEnumerable<ManifestFile> Render(ServiceRelease release)
    {
        if (ServiceRules.Of(release) is not { } rules)
        {
            yield break;
        }

        yield return YamlEmitter.WriteFile($"{Target}/{release.Name}.rules.yaml", Rules(release.Name, rules));
        yield return YamlEmitter.WriteFile($"{Target}/{release.Name}.rules.test.yaml", Tests(release.Name, rules));
    }

    /// <summary>Gets the rules as the operator takes them too; null where the service measures nothing.</summary>
    public static YamlMap? RulesOf(ServiceRelease release) => ServiceRules.Of(release) is { } rules ? Rules(release.Name, rules) : null;

    private static YamlMap Rules(string name, ServiceRules rules) => new()
    {
        {
            "groups", new List<object>
            {
                new YamlMap
                {
                    { "name", name },
                    { "interval", "30s" },
                    { "rules", rules.Recordings.Select(recording => Rule(name, recording)).Concat(rules.Alerts.Select(alert => Rule(name, alert))).ToList<object>() },
                },
            }
        },
    };

    private static YamlMap Rule(string service, Recording recording) => new()
    {
        { "record", recording.Name },
        { "expr", recording.Expression },
        { "labels", new YamlMap { { "job", service } } },
    };

    private static YamlMap Rule(string service, Alert alert) => new()
    {
        { "alert", alert.Name },
        { "expr", alert.Expression },
        { "for", DurationText.Write(alert.For) },
        { "labels", Labels(service, alert) },
        { "annotations", Annotations(alert) },
    };

    private static YamlMap Labels(string service, Alert alert) => new() { { "severity", alert.Severity }, { "job", service } };

    private static YamlMap Annotations(Alert alert) => new() { { "summary", alert.Summary }, { "description", alert.Description } };

    private static YamlMap Tests(string name, ServiceRules rules) => new()
    {
        { "rule_files", new List<object> { $"{name}.rules.yaml" } },
        { "evaluation_interval", "1m" },
        { "tests", rules.Alerts.SelectMany(alert => new[] { Test(name, alert, fires: true), Test(name, alert, fires: false) }).ToList<object>() },
    };

    private static YamlMap Test(string service, Alert alert, bool fires)
    {
        // Rates need some minutes, and then it must hold.
        var minutes = (int)alert.For.TotalMinutes + 15;
        return new YamlMap
        {
            { "interval", "1m" },
            {
                "input_series", (fires ? alert.Fires : alert.Silent)
                    .Select(series => new YamlMap { { "series", series.Selector }, { "values", series.Samples(minutes) } })
                    .ToList<object>()
            },
            {
                "alert_rule_test", new List<object>
                {
                    new YamlMap
                    {
                        { "eval_time", FormattableString.Invariant($"{minutes}m") },
                        { "alertname", alert.Name },
                        { "exp_alerts", fires ? new List<object> { Expected(service, alert) } : new List<object>() },
                    },
                }
            },
        };
    }

    private static YamlMap Expected(string service, Alert alert) => new()
    {
        { "exp_labels", Labels(service, alert) },
        { "exp_annotations", Annotations(alert) },
    };
}
