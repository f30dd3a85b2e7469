using System.Text.Json.Nodes;
using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>A service that finds others in Consul, and calls them.</summary>
internal sealed class ConsulCaller : IAsyncDisposable
{
    private static readonly Uri Catalog = new("http://catalog");

    private readonly TestHost _host;
    private readonly HttpClient _http;

    private ConsulCaller(TestHost host)
    {
        _host = host;
        _http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        _http.BaseAddress = Catalog;
    }

    public CapturedLogs Logs => _host.Logs;

    public static async Task<ConsulCaller> StartAsync(Uri consul, params (string Key, string Value)[] settings) => new(await TestHost.Worker(
        builder => builder.AddCloudNativeConsul(),
        [
            ("CloudNative:Discovery:Consul:Address", consul.ToString()),
            ("CloudNative:Discovery:Consul:RequestTimeout", "00:00:01"),
            .. settings.Select(setting => ($"CloudNative:Discovery:{setting.Key}", setting.Value)),
        ]).StartAsync());

    public Task<string> CallAsync(CancellationToken cancellationToken) => _http.GetStringAsync("/", cancellationToken);

    public async Task<IReadOnlyList<ServiceEndpoint>> EndpointsAsync(CancellationToken cancellationToken) =>
        await _host.Services.GetRequiredService<IServiceEndpointResolver>().GetEndpointsAsync(Catalog, cancellationToken);

    /// <summary>Waits until the ports of the instances are these.</summary>
    public Task SeesAsync(CancellationToken cancellationToken, params int[] ports) => Eventually.IsTrueAsync(
        async () =>
        {
            try
            {
                return (await EndpointsAsync(cancellationToken)).Select(endpoint => endpoint.Port).Order().SequenceEqual(ports.Order());
            }
            catch (HttpRequestException)
            {
                // The service is not in the catalogue yet.
                return false;
            }
        },
        $"instances at {string.Join(", ", ports)}");

    /// <summary>Calls without a pause while something happens.</summary>
    /// <returns>How many calls there were, and why some failed.</returns>
    public async Task<(int Calls, IReadOnlyList<string> Failures)> CallDuringAsync(Func<Task> happens, CancellationToken cancellationToken)
    {
        var calls = 0;
        List<string> failures = [];
        var happening = happens();
        do
        {
            try
            {
                await CallAsync(cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                failures.Add(exception.Message);
            }

            calls++;
            await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        }
        while (!happening.IsCompleted);

        await happening;
        return (calls, failures);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    /// <summary>Registers an instance of the catalog, with a check that passes.</summary>
    public static Task RegisterAsync(ConsulAgent agent, int port, CancellationToken cancellationToken, params (string Key, string Value)[] meta) => agent.PutAsync(
        "/v1/agent/service/register",
        new JsonObject
        {
            ["ID"] = $"catalog-{port}",
            ["Name"] = "catalog",
            ["Address"] = "127.0.0.1",
            ["Port"] = port,
            ["Meta"] = new JsonObject(meta.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["Check"] = new JsonObject { ["TTL"] = "600s", ["Status"] = "passing" },
        },
        cancellationToken);
}
