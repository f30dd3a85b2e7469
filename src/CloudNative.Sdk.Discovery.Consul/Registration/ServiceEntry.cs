namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>What is registered.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Name">The service.</param>
/// <param name="Host">The address, or empty for that of Consul's node.</param>
/// <param name="Port">The port.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Meta">What else is known.</param>
/// <param name="CheckUri">What Consul asks, or null where the service tells.</param>
internal sealed record ServiceEntry(
    string Id, string Name, string Host, int Port, IReadOnlyCollection<string> Tags, IReadOnlyDictionary<string, string> Meta, string? CheckUri)
{
    /// <summary>Gets the id of its check.</summary>
    public string CheckId => $"service:{Id}";

    /// <summary>Gets the address for people.</summary>
    public string Address => $"{(Host.Length == 0 ? "the address of Consul's node" : Host)}, port {Port}";
}
