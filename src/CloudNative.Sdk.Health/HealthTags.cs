namespace CloudNative.Sdk.Health;

/// <summary>The tags that choose which probe a check counts for. A check with none of them counts for readiness.</summary>
public static class HealthTags
{
    /// <summary>The check counts for liveness: its failure restarts the service, so it must look at this process only.</summary>
    public const string Live = "live";

    /// <summary>The check counts for readiness: its failure takes the service out of load balancing.</summary>
    public const string Ready = "ready";

    /// <summary>The check must succeed once before the start-up probe does.</summary>
    public const string Startup = "startup";
}
