namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>The address to register cannot be told; the message says why.</summary>
internal sealed class AddressException(string message) : Exception(message);
