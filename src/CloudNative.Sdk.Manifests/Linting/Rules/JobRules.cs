using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>What runs to its end.</summary>
internal static class JobRules
{
    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7109", Foreign.Of("job-ttl-seconds-after-finished"), "A finished Job goes away, and that of a CronJob is kept by the CronJob's history.", Each.Object(job =>
            job.Kind == "Job" && job.Node.At("spec", "ttlSecondsAfterFinished") is null ? "stays for ever once it is finished; set ttlSecondsAfterFinished"
                : job.Kind == "CronJob" && job.Node.At("spec", "jobTemplate", "spec", "ttlSecondsAfterFinished") is not null ? "deletes its jobs before their history is full; remove ttlSecondsAfterFinished from jobTemplate" : null, "Job", "CronJob")),
        new("CNS7130", Foreign.Of(kubeScore: "cronjob-has-deadline"), "A CronJob does not start long after its time.", Each.Object(job =>
            job.Node.At("spec", "startingDeadlineSeconds") is null ? "may start long after its time; set startingDeadlineSeconds" : null, "CronJob")),
        new("CNS7131", Foreign.Of(kubeScore: "cronjob-restartpolicy"), "A job says what becomes of a failure.", Each.Object(job =>
            job.Pod.TextAt("restartPolicy") is "Never" or "OnFailure" ? null : "has no restartPolicy that a job may have; set Never or OnFailure", "Job", "CronJob")) { IsError = true },
    ];
}
