using CloudNative.Sdk.Discovery.Resolution;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>A service that calls others: a worker with discovery, and a client of its factory.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private readonly TestHost _host;

    private Caller(TestHost host) => _host = host;

    public CapturedLogs Logs => _host.Logs;

    public IConfigurationRoot Configuration => (IConfigurationRoot)_host.Services.GetRequiredService<IConfiguration>();

    public ServiceDirectory Directory => _host.Services.GetRequiredService<ServiceDirectory>();

    public IServiceEndpointResolver Resolver => _host.Services.GetRequiredService<IServiceEndpointResolver>();

    public System.Diagnostics.Metrics.IMeterFactory Meters => _host.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();

    public HttpClient Ops => _host.Ops;

    public static Task<Caller> StartAsync(params (string Key, string Value)[] configuration) => StartAsync(_ => { }, configuration);

    public static async Task<Caller> StartAsync(Action<IHostApplicationBuilder> build, params (string Key, string Value)[] configuration)
    {
        var host = TestHost.Worker(
            builder =>
            {
                builder.AddCloudNativeDiscovery();
                build(builder);
            },
            configuration);
        try
        {
            return new Caller(await host.StartAsync());
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public HttpClient Client(string name = "") => _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public Task<string> GetAsync(string uri) => Client().GetStringAsync(uri);

    /// <summary>Makes calls, one after the other, and counts those that fail.</summary>
    public async Task<int> FailuresAsync(string uri, int calls)
    {
        var failures = 0;
        for (var i = 0; i < calls; i++)
        {
            try
            {
                await GetAsync(uri);
            }
            catch (HttpRequestException)
            {
                failures++;
            }
        }

        return failures;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
