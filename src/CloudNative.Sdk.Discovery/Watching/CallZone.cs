namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Where an instance runs, as seen from the caller.</summary>
internal enum CallZone
{
    /// <summary>The zone of the caller or that of the instance is not known.</summary>
    Unknown,

    /// <summary>In the zone of the caller.</summary>
    Local,

    /// <summary>In another zone.</summary>
    Other,
}
