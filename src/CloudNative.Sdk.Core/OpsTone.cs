namespace CloudNative.Sdk.Core;

/// <summary>States what something on the ops page means to who looks after the service.</summary>
public enum OpsTone
{
    /// <summary>Neither good nor bad.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Something is amiss, and the service works.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Bad,
}
