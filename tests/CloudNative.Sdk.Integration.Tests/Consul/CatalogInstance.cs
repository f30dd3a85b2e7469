using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>An instance that answers with its name.</summary>
internal sealed class CatalogInstance : IAsyncDisposable
{
    private readonly WebApplication _server;

    private CatalogInstance(WebApplication server) => _server = server;

    public int Port => new Uri(_server.Urls.Single()).Port;

    public static async Task<CatalogInstance> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(context => context.Response.WriteAsync(name));
        await server.StartAsync();
        return new CatalogInstance(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
