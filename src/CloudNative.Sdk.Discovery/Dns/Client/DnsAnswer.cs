using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>What the name servers know about a name.</summary>
/// <param name="Records">The records that were asked for, behind all aliases.</param>
/// <param name="Additional">Addresses that came with them.</param>
/// <param name="Ttl">The shortest lifetime of the records and the aliases, or that of their absence; null where the server does not say.</param>
/// <param name="Absence">Where there are no records, what the server says: <c>NXDOMAIN</c>, or <c>no records</c>.</param>
internal sealed record DnsAnswer(IReadOnlyList<DnsRecord> Records, IReadOnlyList<AddressRecord> Additional, TimeSpan? Ttl, string? Absence);
