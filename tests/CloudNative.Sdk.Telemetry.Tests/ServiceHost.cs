using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests;

/// <summary>A running service with telemetry, and an untraced client of its two servers.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    private ServiceHost(TestHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public CapturedLogs Logs => _host.Logs;

    public Uri Ops => _host.Ops.BaseAddress!;

    public Uri Application => _host.App.BaseAddress!;

    public static Task<ServiceHost> StartWebAsync(Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null) =>
        StartAsync(TestHost.Web(builder => Add(builder, add), map));

    public static Task<ServiceHost> StartWorkerAsync(Action<HostApplicationBuilder>? add = null) =>
        StartAsync(TestHost.Worker(builder => Add(builder, add)));

    public Task<HttpResponseMessage> GetAsync(Uri server, string path) => _client.GetAsync(new Uri(server, path));

    public Task<HttpResponseMessage> PostAsync(Uri server, string path) => _client.PostAsync(new Uri(server, path), content: null);

    public async Task<string> ScrapeAsync()
    {
        using var response = await GetAsync(Ops, "metrics");
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    private static async Task<ServiceHost> StartAsync(TestHost host)
    {
        try
        {
            return new ServiceHost(await host.StartAsync());
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static void Add<TBuilder>(TBuilder builder, Action<TBuilder>? add)
        where TBuilder : IHostApplicationBuilder
    {
        add?.Invoke(builder);
        builder.AddCloudNativeTelemetry();
    }
}
