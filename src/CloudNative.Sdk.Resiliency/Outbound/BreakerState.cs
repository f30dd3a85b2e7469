namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>What a breaker does with calls.</summary>
internal enum BreakerState
{
    /// <summary>Calls go through.</summary>
    Closed,

    /// <summary>One call goes through as a trial, all others fail at once.</summary>
    HalfOpen,

    /// <summary>Calls fail at once.</summary>
    Open,

    /// <summary>Calls fail at once until somebody closes the breaker.</summary>
    Isolated,
}
