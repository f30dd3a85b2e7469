namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What runs in one slot: a Deployment of Kubernetes, an application of Marathon, or processes behind a proxy.</summary>
internal sealed record RunningSlot
{
    public required string Slot { get; init; }

    public required string Version { get; init; }

    /// <summary>Gets the digest of the image; null where nobody knows it.</summary>
    public string? Digest { get; init; }

    /// <summary>Gets how many instances are wanted.</summary>
    public required int Instances { get; init; }

    /// <summary>Gets how many of them are ready.</summary>
    public required int Healthy { get; init; }

    /// <summary>Gets whether requests reach it.</summary>
    public required bool Serves { get; init; }

    /// <summary>Gets since when it serves, or does not serve any more; null where nobody knows it.</summary>
    public DateTimeOffset? Since { get; init; }
}
