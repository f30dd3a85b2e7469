using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>workload: {kind: cronJob, schedule: "0 3 * * *"}</c>.</summary>
internal sealed class WorkloadSection(ObjectReader root, DiagnosticBag diagnostics)
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["deployment"] = WorkloadSetting.Deployment,
        ["statefulSet"] = WorkloadSetting.StatefulSet,
        ["job"] = WorkloadSetting.Job,
        ["cronJob"] = WorkloadSetting.CronJob,
    };

    public WorkloadSetting Read()
    {
        if (root.Object("workload") is not { } workload)
        {
            return WorkloadSetting.Usual;
        }

        var kind = workload.OneOf("kind", [.. Kinds.Keys]);
        var schedule = workload.Text("schedule", Shapes.Schedule);
        workload.Require("kind");
        var setting = new WorkloadSetting(kind is null ? WorkloadSetting.Deployment : Kinds[kind.Value], schedule?.Value);
        workload.Require(setting.Kind == WorkloadSetting.CronJob ? ["schedule"] : []);
        workload.Finish();
        if (schedule is not null && setting.Kind != WorkloadSetting.CronJob && kind is not null)
        {
            diagnostics.Error(DiagnosticIds.WrongValue, schedule.Position, $"workload.schedule is for a cronJob, but the kind is {kind.Value}; remove one of the two");
        }

        if (setting.IsJob && root.Node("scale") is { } scale)
        {
            diagnostics.Error(DiagnosticIds.WrongValue, scale.Position, $"scale has no meaning for a {kind!.Value}, which runs once at a time; remove it");
        }

        return setting;
    }
}
