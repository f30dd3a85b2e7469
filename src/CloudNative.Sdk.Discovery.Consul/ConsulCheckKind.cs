namespace CloudNative.Sdk.Discovery.Consul;

/// <summary>Who reports the health of a registered service.</summary>
public enum ConsulCheckKind
{
    /// <summary>The service tells Consul: at once after each change, and in between as a sign of life.</summary>
    Ttl,

    /// <summary>Consul asks the service. Degraded counts as passing then.</summary>
    Http,
}
