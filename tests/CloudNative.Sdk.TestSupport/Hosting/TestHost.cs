using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.TestSupport;

/// <summary>A real host on free ports of the loopback address: a web application, or a worker.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly List<IDisposable> _clients = [];

    private TestHost(IHost host, CapturedLogs logs)
    {
        _host = host;
        Logs = logs;
    }

    public CapturedLogs Logs { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Gets a client of the application's own server.</summary>
    public HttpClient App => field ??= Client(((WebApplication)_host).Urls.First());

    /// <summary>Gets a client of the ops server.</summary>
    public HttpClient Ops => field ??= Client($"http://127.0.0.1:{Services.GetRequiredService<IOpsServer>().Port}");

    /// <summary>Builds a web application without starting it.</summary>
    public static TestHost Web(Action<WebApplicationBuilder> build, Action<WebApplication>? map = null, params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Setting(configuration, "environment") ?? Environments.Production });
        var logs = Prepare(builder, configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        build(builder);
        var app = builder.Build();
        map?.Invoke(app);
        return new TestHost(app, logs);
    }

    /// <summary>Builds a worker without starting it.</summary>
    public static TestHost Worker(Action<HostApplicationBuilder> build, params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Setting(configuration, "environment") ?? Environments.Production });
        var logs = Prepare(builder, configuration);
        build(builder);
        return new TestHost(builder.Build(), logs);
    }

    public async Task<TestHost> StartAsync()
    {
        await _host.StartAsync();
        return this;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private HttpClient Client(string address)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        _clients.Add(client);
        return client;
    }

    private static string? Setting((string Key, string Value)[] configuration, string key) => configuration.FirstOrDefault(pair => pair.Key == key).Value;

    private static CapturedLogs Prepare(IHostApplicationBuilder builder, (string Key, string Value)[] configuration)
    {
        var logs = new CapturedLogs();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(logs);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CloudNative:Ops:Port"] = "0",
            ["CloudNative:Ops:Address"] = "127.0.0.1",
        });
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        return logs;
    }
}
