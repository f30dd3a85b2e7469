using CloudNative.Sdk.Testing;
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

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
