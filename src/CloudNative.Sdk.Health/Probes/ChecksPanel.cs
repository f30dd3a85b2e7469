using System.Globalization;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Health.Scheduling;
using CloudNative.Sdk.Health.Startup;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Probes;

/// <summary>Shows people the probes, every check with its last results, and the start-up tasks.</summary>
internal sealed class ChecksPanel(HealthBoard board, StartupState startup) : IOpsPanel
{
    private static readonly string[] Columns = ["Check", "State", "Last results", "Age", "Took", "Tags", "Says"];
    private static readonly string[] TaskColumns = ["Start-up task", "State", "Took"];

    public string Id => "checks";

    public string Title => "Checks";

    public int Order => 100;

    public void Describe(OpsPanelContent content)
    {
        content.Fact("Readiness probe", Probe(board.Ready())).Fact("Liveness probe", Probe(board.Live())).Fact("Start-up probe", Probe(board.Startup()));
        if (board.Checks.Count > 0)
        {
            content.Table("Health checks", Columns, [.. board.Checks.OrderBy(check => check.Status).ThenBy(check => check.Name, StringComparer.Ordinal).Select(Row)]);
        }

        if (startup.Tasks.Count > 0)
        {
            content.Table("Start-up tasks", TaskColumns, [.. startup.Tasks.Select(Row)], isFolded: startup.IsComplete);
        }
    }

    private static OpsValue Probe(HealthStatus status) =>
        OpsValue.State(Tone(status), status == HealthStatus.Unhealthy ? "503" : "200");

    private static OpsValue[] Row(ScheduledCheck check)
    {
        var entry = check.ToEntry();
        var results = Array.ConvertAll(check.Results, Tone);
        return
        [
            check.Name,
            OpsValue.State(Tone(entry.Status), entry.Status.ToString()),
            OpsValue.History(results, Describe(results)),
            OpsValue.Duration(check.Age),
            OpsValue.Duration(check.Latest?.Duration),
            string.Join(", ", entry.Tags.Order(StringComparer.Ordinal)),
            entry.Description,
        ];
    }

    private static OpsValue[] Row(StartupTaskState task) =>
    [
        task.Name,
        task.Duration is null ? OpsValue.State(OpsTone.Warning, "not done") : OpsValue.State(OpsTone.Good, "done"),
        OpsValue.Duration(task.Duration),
    ];

    private static string Describe(OpsTone[] results) => string.Create(
        CultureInfo.InvariantCulture, $"{results.Length} results: {results.Count(tone => tone == OpsTone.Bad)} unhealthy, {results.Count(tone => tone == OpsTone.Warning)} degraded");

    private static OpsTone Tone(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => OpsTone.Good,
        HealthStatus.Degraded => OpsTone.Warning,
        _ => OpsTone.Bad,
    };
}
