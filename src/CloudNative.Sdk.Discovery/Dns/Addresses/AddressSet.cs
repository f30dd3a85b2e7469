using System.Net;

namespace CloudNative.Sdk.Discovery.Dns.Addresses;

/// <summary>The addresses of a host.</summary>
/// <param name="Addresses">The addresses; none where the name or its addresses do not exist.</param>
/// <param name="Ttl">How long this is valid, or null where the server does not say.</param>
internal sealed record AddressSet(IReadOnlyList<IPAddress> Addresses, TimeSpan? Ttl);
