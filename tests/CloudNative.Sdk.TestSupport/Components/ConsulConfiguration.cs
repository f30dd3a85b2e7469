using System.Net;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>Writes the configuration of an agent.</summary>
internal static class ConsulConfiguration
{
    public const int HttpPort = 8500;
    public const int HttpsPort = 8501;
    public const int DnsPort = 8600;
    public const int RpcPort = 8300;
    public const int GossipPort = 8301;
    public const int WanPort = 8302;

    public static IReadOnlyList<int> Ports { get; } = [HttpPort, HttpsPort, DnsPort, RpcPort, GossipPort, WanPort];

    /// <summary>Writes it into the folder; <paramref name="server"/> has what only a server of a cluster needs.</summary>
    /// <returns>The file.</returns>
    public static async Task<string> WriteAsync(ScratchFolder folder, string node, IPAddress address, ConsulSettings settings, JsonObject? server, CancellationToken cancellationToken)
    {
        var configuration = new JsonObject
        {
            ["node_name"] = node,
            ["datacenter"] = settings.DataCenter,
            ["primary_datacenter"] = settings.ManagementToken is null ? null : settings.DataCenter,
            ["bind_addr"] = address.ToString(),
            ["client_addr"] = address.ToString(),
            ["advertise_addr"] = address.ToString(),
            ["ports"] = new JsonObject { ["https"] = settings.Certificates is null ? -1 : HttpsPort, ["grpc"] = -1 },
            ["performance"] = new JsonObject { ["raft_multiplier"] = 1, ["leave_drain_time"] = "0s" },
            ["disable_update_check"] = true,
            ["disable_host_node_id"] = true,
            ["leave_on_terminate"] = false,
            ["skip_leave_on_interrupt"] = true,
            ["log_level"] = "warn",
        };
        foreach (var (key, value) in server ?? [])
        {
            configuration[key] = value?.DeepClone();
        }

        if (settings.FastGossip)
        {
            configuration["gossip_lan"] = new JsonObject
            {
                ["gossip_interval"] = "50ms",
                ["probe_interval"] = "200ms",
                ["probe_timeout"] = "100ms",
                ["suspicion_mult"] = 2,
            };
        }

        if (settings.ManagementToken is { } token)
        {
            configuration["acl"] = new JsonObject
            {
                ["enabled"] = true,
                ["default_policy"] = "deny",
                ["tokens"] = new JsonObject { ["master"] = token, ["agent"] = token },
            };
        }

        if (settings.Certificates is { } certificates)
        {
            var (certificate, key) = certificates.Server(address, settings.DataCenter);
            configuration["ca_file"] = await folder.WriteAsync("ca.pem", certificates.AuthorityPem, cancellationToken).ConfigureAwait(false);
            configuration["cert_file"] = await folder.WriteAsync("server.pem", certificate, cancellationToken).ConfigureAwait(false);
            configuration["key_file"] = await folder.WriteAsync("server.key", key, cancellationToken).ConfigureAwait(false);
            configuration["verify_incoming_https"] = settings.VerifyClients;
        }

        return await folder.WriteAsync("consul.json", configuration.ToJsonString(), cancellationToken).ConfigureAwait(false);
    }
}
