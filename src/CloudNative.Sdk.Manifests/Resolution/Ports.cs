namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>The ports of a service: the application's, and that of the ops server; null where there is none.</summary>
/// <param name="Http">The application's port.</param>
/// <param name="Ops">The port of the ops server.</param>
/// <param name="ProbePort">The name of the port on which the probes are answered; null where nothing answers them.</param>
internal sealed record Ports(int? Http, int? Ops, string? ProbePort)
{
    public const string HttpName = "http";
    public const string OpsName = "ops";
}
