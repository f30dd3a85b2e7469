namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>The types of records that are read; others are passed over (IANA, "Resource Record TYPEs").</summary>
internal enum DnsType
{
    None = 0,
    A = 1,
    Cname = 5,
    Soa = 6,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
}
