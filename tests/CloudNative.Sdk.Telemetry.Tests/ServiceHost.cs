using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests;

/// <summary>A running service with telemetry on loopback ports, and a client of its two servers.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    private ServiceHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Uri Ops => new($"http://127.0.0.1:{Services.GetRequiredService<IOpsServer>().Port}/");

    public Uri Application => new(((WebApplication)_host).Urls.Single());

    public static async Task<ServiceHost> StartWebAsync(Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Prepare(builder, add);
        var application = builder.Build();
        map?.Invoke(application);
        await application.StartAsync();
        return new ServiceHost(application);
    }

    public static async Task<ServiceHost> StartWorkerAsync(Action<HostApplicationBuilder>? add = null)
    {
        var builder = Host.CreateApplicationBuilder();
        Prepare(builder, add);
        var host = builder.Build();
        await host.StartAsync();
        return new ServiceHost(host);
    }

    public Task<HttpResponseMessage> GetAsync(Uri server, string path) => _client.GetAsync(new Uri(server, path));

    public async Task<string> ScrapeAsync()
    {
        using var response = await GetAsync(Ops, "metrics");
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void Prepare<TBuilder>(TBuilder builder, Action<TBuilder>? add)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CloudNative:Ops:Port"] = "0",
            ["CloudNative:Ops:Address"] = "localhost",
        });
        add?.Invoke(builder);
        builder.AddCloudNativeTelemetry();
    }
}
