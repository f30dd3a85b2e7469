namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>How Kubernetes runs the service.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Schedule">When a CronJob runs, in UTC; null for the others.</param>
internal sealed record WorkloadSetting(string Kind, string? Schedule)
{
    public const string Deployment = "Deployment";
    public const string StatefulSet = "StatefulSet";
    public const string Job = "Job";
    public const string CronJob = "CronJob";

    public static readonly WorkloadSetting Usual = new(Deployment, null);

    /// <summary>Gets whether it runs to its end.</summary>
    public bool IsJob => Kind is Job or CronJob;
}
