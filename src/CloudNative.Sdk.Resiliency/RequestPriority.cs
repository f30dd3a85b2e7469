namespace CloudNative.Sdk.Resiliency;

/// <summary>How much a request matters when not all of them can be served.</summary>
public enum RequestPriority
{
    /// <summary>Refused first: prefetching, reports, batches, what is asked for again later anyway. Never waits.</summary>
    Sheddable,

    /// <summary>What most requests are.</summary>
    Default,

    /// <summary>Refused last: sign-in, payment, what keeps other systems alive.</summary>
    Critical,
}
