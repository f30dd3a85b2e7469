namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Nobody on another machine could reach the address that would be registered; the message says why.</summary>
internal sealed class LoopbackException(string message) : Exception(message);
