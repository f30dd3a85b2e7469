using System.Diagnostics.Metrics;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Ejecting;
using CloudNative.Sdk.Discovery.Resolution;
using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.Discovery.Watching;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>A watch over scripted sources, with a clock that a test moves.</summary>
internal sealed class WatchHarness : IDisposable
{
    private static readonly RoutingPolicy Plain = new(LoadBalancing.LeastLoaded, null, [], null, []);

    private readonly ServiceProvider _services;
    private readonly EjectionRecovery _recovery;

    public WatchHarness(EjectionOptions? ejection = null, string? snapshotFile = null, params IServiceEndpointSource[] sources)
    {
        Sources = sources;
        _services = new ServiceCollection().AddLogging(logging => logging.AddProvider(Logs)).AddMetrics().BuildServiceProvider();
        var logger = _services.GetRequiredService<ILoggerFactory>().CreateLogger("watch");
        _recovery = new EjectionRecovery(Time);
        Store = new SnapshotStore(snapshotFile, Time, logger);
        Context = new WatchContext(
            Time, null, new Ejector(ejection ?? new EjectionOptions(), Time), _recovery, Store, new DiscoveryMetrics(_services.GetRequiredService<IMeterFactory>()), logger, run => run());
        Watch = new ServiceWatch("http://catalog", LogicalName.Of(new Uri("http://catalog")), sources, Context);
        Watch.Start();
    }

    public FakeTimeProvider Time { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public IServiceEndpointSource[] Sources { get; }

    public WatchContext Context { get; }

    public SnapshotStore Store { get; }

    public ServiceWatch Watch { get; }

    public string[] Addresses => [.. (Watch.State?.Set?.Instances ?? []).Select(instance => instance.Endpoint.ToString())];

    public string[] Ejected => [.. (Watch.State?.Set?.Instances ?? []).Where(instance => instance.Health.IsEjected).Select(instance => instance.Endpoint.ToString())];

    /// <summary>Picks as a route does.</summary>
    public Instance Pick(RoutingPolicy? policy = null, Core.TriedInstances? tried = null) =>
        Plan.Make(Watch.State!.Set!, policy ?? Plain).Pick(null, tried, Time.GetTimestamp());

    public void End(Instance instance, CallOutcome outcome, TimeSpan? after = null)
    {
        instance.Begin();
        var started = Time.GetTimestamp();
        Time.Advance(after ?? TimeSpan.FromMilliseconds(5));
        Watch.End(instance, outcome, started);
    }

    /// <summary>Ends calls to an instance.</summary>
    public void End(string address, CallOutcome outcome, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            End(Watch.State!.Set!.Instances.Single(instance => instance.Endpoint.ToString() == address), outcome);
        }
    }

    public void Dispose()
    {
        Watch.Dispose();
        _recovery.Dispose();
        Store.Dispose();
        _services.Dispose();
    }
}
