using System.Net;
using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Integration.Tests.Dns;

/// <summary>A service whose sources of DNS ask one server.</summary>
internal sealed class NamesOfServer : IAsyncDisposable
{
    private readonly TestHost _host;

    public NamesOfServer(IPEndPoint server, params (string Key, string Value)[] configuration) => _host = TestHost.Worker(
        builder => builder.AddCloudNativeDiscovery(),
        [("CloudNative:Discovery:Dns:Servers:0", server.ToString()), .. configuration.Select(pair => ($"CloudNative:Discovery:Dns:{pair.Key}", pair.Value))]);

    /// <summary>Gets the first state that a source finds.</summary>
    public async Task<ServiceEndpoints> FindAsync(string source, ServiceQuery query, CancellationToken cancellationToken)
    {
        await foreach (var state in WatchAsync(source, query, cancellationToken))
        {
            return state;
        }

        throw new InvalidOperationException("The watch ended without a state.");
    }

    public IAsyncEnumerable<ServiceEndpoints> WatchAsync(string source, ServiceQuery query, CancellationToken cancellationToken) =>
        _host.Services.GetServices<IServiceEndpointSource>().Single(candidate => candidate.Name == source).WatchAsync(query, cancellationToken);

    /// <summary>Gets instances as <c>priority weight scheme://host:port (name)</c>.</summary>
    public static string[] Shown(ServiceEndpoints state) =>
        [.. state.Endpoints.Select(e => $"{e.Priority} {e.Weight} {e.Scheme ?? "?"}://{e.Host}:{e.Port} ({e.HostName})")];

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
