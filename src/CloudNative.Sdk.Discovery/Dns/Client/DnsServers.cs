using System.Net;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>The name servers: those of the configuration, else those of the machine. One that failed is asked last the next time.</summary>
internal sealed class DnsServers(IOptions<DnsOptions> options, SystemNames system)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(1);

    private const int DefaultAttempts = 2;

    private volatile IPEndPoint? _preferred;

    /// <summary>Gets the servers as they are now, the one first that answered last.</summary>
    /// <exception cref="DnsException">There is none.</exception>
    public ServerPlan Plan()
    {
        var given = options.Value;
        var resolvConf = system.ReadResolvConf();
        var isConfigured = given.Servers.Count > 0;
        var servers = isConfigured ? [.. given.Servers.Select(Parsed)] : resolvConf.Servers;
        if (servers.Count == 0)
        {
            throw new DnsException($"'{system.ResolvConfPath}' has no 'nameserver'. Add '{DnsOptions.SectionName}:{nameof(DnsOptions.Servers)}:0'.", DnsException.NoServer);
        }

        return new ServerPlan(
            Rotated(servers),
            given.Timeout ?? resolvConf.Timeout ?? DefaultTimeout,
            given.Attempts ?? resolvConf.Attempts ?? DefaultAttempts,
            given.TcpOnly,
            isConfigured ? $"{DnsOptions.SectionName}:{nameof(DnsOptions.Servers)}" : system.ResolvConfPath);
    }

    /// <summary>Remembers which server to ask first.</summary>
    public void Prefer(IPEndPoint server) => _preferred = server;

    private static IPEndPoint Parsed(string text) =>
        ServerAddress.TryParse(text, out var server) ? server : throw new DnsException($"'{text}' {ServerAddress.Rule}.", DnsException.NoServer);

    private IReadOnlyList<IPEndPoint> Rotated(IReadOnlyList<IPEndPoint> servers)
    {
        var preferred = _preferred;
        for (var i = 1; i < servers.Count; i++)
        {
            if (servers[i].Equals(preferred))
            {
                return [.. servers.Skip(i), .. servers.Take(i)];
            }
        }

        return servers;
    }
}
