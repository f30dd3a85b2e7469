namespace CloudNative.Sdk.Discovery.Ejecting;

/// <summary>Why an instance is not called.</summary>
internal enum EjectionReason
{
    /// <summary>No connection came about.</summary>
    Unreachable,

    /// <summary>Several calls failed one after the other.</summary>
    ConsecutiveFailures,

    /// <summary>Too many of the calls failed.</summary>
    FailureShare,
}
