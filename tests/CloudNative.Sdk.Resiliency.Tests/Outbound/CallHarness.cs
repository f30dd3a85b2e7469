using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>A worker with resiliency, a clock that a test moves, and a transport that does what a test says.</summary>
internal sealed class CallHarness : IAsyncDisposable
{
    private const int MostWaits = 100;

    private readonly TestHost _host;

    private CallHarness(TestHost host, FakeTimeProvider time, ScriptedTransport transport) => (_host, Time, Transport) = (host, time, transport);

    public FakeTimeProvider Time { get; }

    public ScriptedTransport Transport { get; }

    public HttpClient Ops => _host.Ops;

    public CapturedLogs Logs => _host.Logs;

    public IServiceProvider Services => _host.Services;

    public IConfigurationRoot Configuration => (IConfigurationRoot)_host.Services.GetRequiredService<IConfiguration>();

    public CallTarget Target => Registry.Clients.Single(client => client.Targets.Any()).Targets.Single();

    public CallRegistry Registry => _host.Services.GetRequiredService<CallRegistry>();

    public static Task<CallHarness> StartAsync(params (string Key, string Value)[] configuration) => StartAsync(_ => { }, configuration);

    public static async Task<CallHarness> StartAsync(Action<IHostApplicationBuilder> build, params (string Key, string Value)[] configuration)
    {
        var time = new FakeTimeProvider();
        var transport = new ScriptedTransport();
        var host = TestHost.Worker(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.AddCloudNativeResiliency();
                builder.Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => transport));
                build(builder);
            },
            configuration);
        try
        {
            return new CallHarness(await host.StartAsync(), time, transport);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public HttpClient Client(string name = "shop") => _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    /// <summary>Begins a call; the clock is moved until it ends.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage? request = null, HttpClient? client = null)
    {
        var call = (client ?? Client()).SendAsync(request ?? new HttpRequestMessage(HttpMethod.Get, "http://catalog/items"), TestContext.Current.CancellationToken);
        await EndAsync(call);
        return await call;
    }

    /// <summary>Moves the clock in small steps until a task has ended.</summary>
    public async Task EndAsync(Task task)
    {
        for (var i = 0; i < 20_000 && !task.IsCompleted; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await SettleAsync(task);
        }

        Assert.True(task.IsCompleted, "the call ends within 1,000 s of its clock");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>What a timer has woken runs on other threads, and must not find its clock far ahead, however busy the machine is.</summary>
    private static async Task SettleAsync(Task task)
    {
        var waits = 0;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
        while (!task.IsCompleted && ThreadPool.PendingWorkItemCount > 0 && ++waits < MostWaits);
    }
}
