using System.Net;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Whom to ask, for how long, and how often.</summary>
/// <param name="Servers">The name servers in their order; at least one.</param>
/// <param name="Timeout">How long one attempt may take.</param>
/// <param name="Attempts">How often each server is asked.</param>
/// <param name="IsTcpOnly">Whether UDP is left out.</param>
/// <param name="Origin">Where the servers are from, for messages.</param>
internal sealed record ServerPlan(IReadOnlyList<IPEndPoint> Servers, TimeSpan Timeout, int Attempts, bool IsTcpOnly, string Origin);
