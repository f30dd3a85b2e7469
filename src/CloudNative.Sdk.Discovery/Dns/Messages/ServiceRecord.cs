namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>A host and a port of a service: SRV (RFC 2782).</summary>
/// <param name="Name">The name of the service.</param>
/// <param name="Ttl">How long it is valid.</param>
/// <param name="Priority">Hosts of a higher number are for when none of the lower ones is available.</param>
/// <param name="Weight">The share of calls among hosts of the same priority.</param>
/// <param name="Port">The port.</param>
/// <param name="Target">The host; the root tells that the service is decidedly not available.</param>
internal sealed record ServiceRecord(string Name, TimeSpan Ttl, int Priority, int Weight, int Port, string Target) : DnsRecord(Name, DnsType.Srv, Ttl);
