using System.Net;
using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>Servers of Consul that form one data centre; each has its own loopback address and keeps its state on the disk.</summary>
public sealed class ConsulCluster : IAsyncDisposable
{
    private readonly List<ConsulAgent> _servers = [];

    private ConsulCluster()
    {
    }

    /// <summary>Gets the servers, dead ones too.</summary>
    public IReadOnlyList<ConsulAgent> Servers => _servers;

    /// <summary>Starts the servers, and waits until all of them have a leader and know one another.</summary>
    /// <param name="program">The full path of the program.</param>
    /// <param name="count">How many: three can lose one.</param>
    /// <param name="settings">Access control, TLS, data centre; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ConsulCluster> StartAsync(string program, int count, ConsulSettings? settings, CancellationToken cancellationToken)
    {
        var addresses = Enumerable.Range(0, count).Select(_ => LoopbackAddress.Next(ConsulConfiguration.Ports)).ToArray();
        var cluster = new ConsulCluster();
        try
        {
            for (var i = 0; i < count; i++)
            {
                cluster._servers.Add(await ConsulAgent.LaunchAsync(
                    program, $"server-{i + 1}", addresses[i], settings ?? new ConsulSettings(), ServerPart(addresses), cancellationToken).ConfigureAwait(false));
            }

            foreach (var server in cluster._servers)
            {
                await server.WaitUntilServingAsync(cancellationToken).ConfigureAwait(false);
                await server.WaitForAsync(
                    "all peers",
                    async token => (await server.GetAsync("/v1/status/peers", token).ConfigureAwait(false)).GetArrayLength() == count,
                    cancellationToken).ConfigureAwait(false);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Finds the server that leads; the others follow.</summary>
    public async Task<ConsulAgent> LeaderAsync(CancellationToken cancellationToken)
    {
        ConsulAgent? leader = null;
        var asked = _servers.First(server => !server.Process.HasExited);
        await asked.WaitForAsync("a leader that lives", async token =>
        {
            var address = (await asked.GetAsync("/v1/status/leader", token).ConfigureAwait(false)).GetString();
            leader = _servers.Find(server => address == $"{server.Ip}:{ConsulConfiguration.RpcPort}" && !server.Process.HasExited);
            return leader is not null;
        }, cancellationToken).ConfigureAwait(false);
        return leader!;
    }

    /// <summary>Joins this data centre with another one, and waits until each knows the other.</summary>
    public async Task JoinAsync(ConsulCluster other, CancellationToken cancellationToken)
    {
        await _servers[0].PutAsync($"/v1/agent/join/{other._servers[0].Ip}?wan=1", body: null, cancellationToken).ConfigureAwait(false);
        foreach (var server in (IEnumerable<ConsulAgent>)[.. _servers, .. other._servers])
        {
            await server.WaitForAsync(
                "both data centres",
                async token => (await server.GetAsync("/v1/catalog/datacenters", token).ConfigureAwait(false)).GetArrayLength() == 2,
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static JsonObject ServerPart(IPAddress[] addresses) => new()
    {
        ["server"] = true,
        ["bootstrap_expect"] = addresses.Length,
        ["retry_join"] = new JsonArray([.. addresses.Select(address => (JsonNode)address.ToString())]),
        ["retry_interval"] = "1s",
        ["rejoin_after_leave"] = true,
    };
}
