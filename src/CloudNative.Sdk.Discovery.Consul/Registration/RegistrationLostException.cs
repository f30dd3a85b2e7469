namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Consul does not hold what it has accepted.</summary>
internal sealed class RegistrationLostException(string message) : Exception(message);
