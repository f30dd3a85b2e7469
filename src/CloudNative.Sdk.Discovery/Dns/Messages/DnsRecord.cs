namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>One record of a message.</summary>
/// <param name="Name">The name that it is about.</param>
/// <param name="Type">Its type.</param>
/// <param name="Ttl">How long it is valid.</param>
internal abstract record DnsRecord(string Name, DnsType Type, TimeSpan Ttl);
