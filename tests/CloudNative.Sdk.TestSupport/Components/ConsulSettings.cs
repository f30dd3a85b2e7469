namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>What an agent of Consul is started with.</summary>
public sealed record ConsulSettings
{
    /// <summary>Gets the data centre.</summary>
    public string DataCenter { get; init; } = "dc1";

    /// <summary>Gets the token that may do everything, a GUID; with it access control is on and denies what no token allows. Null for no access control.</summary>
    public string? ManagementToken { get; init; }

    /// <summary>Gets the certificates; with them the agent is reached by HTTPS too. Null for no TLS.</summary>
    public ConsulCertificates? Certificates { get; init; }

    /// <summary>Gets whether HTTPS asks clients for a certificate of the same authority.</summary>
    public bool VerifyClients { get; init; }

    /// <summary>Gets whether a dead member of the cluster is noticed in seconds instead of a minute.</summary>
    public bool FastGossip { get; init; } = true;
}
