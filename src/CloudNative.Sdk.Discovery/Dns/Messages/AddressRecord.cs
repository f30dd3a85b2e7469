using System.Net;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>An address of a host: A or AAAA.</summary>
internal sealed record AddressRecord(string Name, DnsType Type, TimeSpan Ttl, IPAddress Address) : DnsRecord(Name, Type, Ttl);
