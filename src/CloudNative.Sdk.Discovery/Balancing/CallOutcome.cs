namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>How a call to an instance ended.</summary>
internal enum CallOutcome
{
    /// <summary>With an answer below 500.</summary>
    Success,

    /// <summary>With an answer of 500 and above, or without one after the connection stood.</summary>
    Failure,

    /// <summary>No connection came about: the request was certainly not sent.</summary>
    Unreachable,

    /// <summary>The caller gave the call up.</summary>
    Cancelled,
}
