namespace CloudNative.Sdk.Resiliency;

/// <summary>A set of values that suit together, which single keys change.</summary>
public enum CallProfile
{
    /// <summary>For calls between services: 30 s in all, 10 s an attempt, three retries from 200 ms on.</summary>
    Standard,

    /// <summary>For calls that somebody waits for: 2 s in all, 500 ms an attempt, one retry after 20 ms.</summary>
    Fast,

    /// <summary>For work in the background: 2 min in all, 30 s an attempt, five retries from 1 s on.</summary>
    Patient,

    /// <summary>Nothing but the request itself: no limit, no retry, no breaker.</summary>
    None,
}
