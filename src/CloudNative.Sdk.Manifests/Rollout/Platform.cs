namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What carries out a plan.</summary>
internal enum Platform
{
    /// <summary>A cluster, by kubectl.</summary>
    Kubernetes,

    /// <summary>Marathon behind marathon-lb, by curl.</summary>
    Marathon,
}
