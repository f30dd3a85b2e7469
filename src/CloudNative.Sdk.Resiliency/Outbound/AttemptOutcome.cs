namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>What an attempt came to.</summary>
internal enum AttemptOutcome
{
    /// <summary>An answer that is final, whatever it says.</summary>
    Success,

    /// <summary>An answer by which the service asks for less: 429. No fault of the service, but worth another try.</summary>
    Throttled,

    /// <summary>An answer of 408 or 500 and above, or none.</summary>
    Failure,

    /// <summary>No connection came about: the request was certainly not sent.</summary>
    NotSent,

    /// <summary>The attempt took too long.</summary>
    Timeout,

    /// <summary>The caller gave the call up.</summary>
    Cancelled,
}
