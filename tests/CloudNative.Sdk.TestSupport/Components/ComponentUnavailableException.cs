namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>A component cannot be had on this machine; the message says why.</summary>
public sealed class ComponentUnavailableException(string name, Exception reason) : Exception($"{name} cannot be had here: {reason.Message}", reason);
