namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>Another name of a name: CNAME.</summary>
internal sealed record AliasRecord(string Name, TimeSpan Ttl, string Target) : DnsRecord(Name, DnsType.Cname, Ttl);
