using System.Text.Json.Serialization;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>One element of <c>/v1/health/service/:name</c>: an instance, its node and its checks.</summary>
/// <remarks>https://developer.hashicorp.com/consul/api-docs/health#sample-response-2. Consul writes null for empty lists and maps.</remarks>
internal sealed record HealthEntry
{
    [JsonRequired]
    public required NodeEntry Node { get; init; }

    [JsonRequired]
    public required ServiceEntry Service { get; init; }

    public IReadOnlyList<CheckEntry?>? Checks { get; init; }

    /// <summary>Gets what the instance is known by: the id of a service is unique within its node only.</summary>
    [JsonIgnore]
    public string Id => $"{Node.Node}/{Service.ID}";

    /// <summary>Gets what a registration keeps for as long as Consul has not forgotten it. The index alone may come again in data that begin anew.</summary>
    [JsonIgnore]
    public (string? Node, ulong Created) Registration => (Node.ID, Service.CreateIndex);

    /// <summary>Gets the address of the service, or that of its node where it has none.</summary>
    [JsonIgnore]
    public string Host => Service.Address is { Length: > 0 } own ? own : Node.Address ?? string.Empty;

    internal sealed record NodeEntry
    {
        /// <summary>Gets what tells a node from a later one of the same name.</summary>
        public string? ID { get; init; }

        public string Node { get; init; } = string.Empty;

        public string? Address { get; init; }

        public string? Datacenter { get; init; }

        public IReadOnlyDictionary<string, string?>? Meta { get; init; }

        public IReadOnlyDictionary<string, string?>? TaggedAddresses { get; init; }

        public PlaceEntry? Locality { get; init; }
    }

    internal sealed record ServiceEntry
    {
        public string ID { get; init; } = string.Empty;

        public string? Address { get; init; }

        public int Port { get; init; }

        public IReadOnlyList<string?>? Tags { get; init; }

        public IReadOnlyDictionary<string, string?>? Meta { get; init; }

        public IReadOnlyDictionary<string, AddressEntry?>? TaggedAddresses { get; init; }

        public WeightsEntry? Weights { get; init; }

        public PlaceEntry? Locality { get; init; }

        public ulong CreateIndex { get; init; }
    }

    internal sealed record CheckEntry(string? Status);

    internal sealed record AddressEntry(string? Address, int Port);

    internal sealed record WeightsEntry(int Passing, int Warning);

    internal sealed record PlaceEntry(string? Zone);
}
