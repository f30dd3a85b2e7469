namespace CloudNative.Sdk.Discovery.Ejecting;

/// <summary>That an instance is not called.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when, by the clock.</param>
/// <param name="Until">When it is looked at again, by the clock.</param>
internal sealed record Ejection(EjectionReason Reason, long Since, long Until);
