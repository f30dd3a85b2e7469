using System.Collections.Concurrent;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Ejecting;
using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.Discovery.Sources;
using CloudNative.Sdk.Discovery.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Knows the services that this process calls.</summary>
/// <remarks>Thread-safe. Bounded: beyond the limit names that may be ordinary hosts are left to the name resolution of the system.</remarks>
internal sealed class ServiceDirectory : IDisposable
{
    private const int MaxWatches = 1024;

    private static readonly TimeSpan UpkeepPeriod = TimeSpan.FromMinutes(1);

    /// <summary>A name that no source knows is followed for this time after its last call.</summary>
    private static readonly TimeSpan UnknownLimit = TimeSpan.FromSeconds(30);

    /// <summary>A service that is known, and called once an hour or a day, must be there when the registry is not.</summary>
    private static readonly TimeSpan KnownLimit = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<string, ServiceWatch> _watches = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ClientRoutes> _clients = new(StringComparer.Ordinal);
    private readonly ConfigurationSource _configuration;
    private readonly IServiceEndpointSource[] _sources;
    private readonly RoutingPolicies _policies;
    private readonly WatchContext _context;
    private readonly ITimer _upkeep;

    public ServiceDirectory(
        ConfigurationSource configuration,
        SourceOrder sources,
        RoutingPolicies policies,
        DiscoveryMetrics metrics,
        ServiceIdentity identity,
        IHostEnvironment environment,
        TimeProvider time,
        ILogger<ServiceDirectory> logger)
    {
        var options = policies.Options;
        var zone = options.Zone ?? identity.Zone;
        _configuration = configuration;
        _sources = sources.InOrder();
        _policies = policies;
        var file = options.SnapshotFile is { } path ? Path.Combine(environment.ContentRootPath, path) : null;
        _context = new WatchContext(
            time, zone, new Ejector(options.Ejection, time), new EjectionRecovery(time), new SnapshotStore(file, time, logger), metrics, logger, Task.Run);
        metrics.Show(() => _watches.Values);
        configuration.Changed += ForgetHosts;
        _upkeep = time.CreateTimer(_ => StopUnused(UnknownLimit), null, UpkeepPeriod, UpkeepPeriod);
    }

    public IEnumerable<ServiceWatch> Watches => _watches.Values;

    /// <summary>Gets what the configuration knows, as a sentence.</summary>
    public string KnownServices => _configuration.Map.Known;

    public IReadOnlyList<IServiceEndpointSource> Sources => _sources;

    public RoutingPolicies Policies => _policies;

    public ClientRoutes Of(string client) => _clients.GetOrAdd(client, name => new ClientRoutes(this, name));

    public Route RouteOf(ServiceWatch watch, string client, Uri uri) => new(watch, client, uri, _policies, _context.Time);

    /// <summary>Follows the service that a URI means, from now on.</summary>
    /// <returns>Null where the URI is certainly not that of a service.</returns>
    public ServiceWatch? Watch(Uri uri)
    {
        var query = LogicalName.Of(uri);
        var isConfigured = _configuration.Map.Knows(query.Service);
        var mayBeService = LogicalName.MayBeService(query);
        var isCertain = query.IsExplicit || isConfigured;
        if (!isCertain && (!mayBeService || _sources.All(source => source is ConfigurationSource)))
        {
            return null;
        }

        var key = KeyOf(uri, query);
        if (_watches.TryGetValue(key, out var watch))
        {
            return watch;
        }

        // Names that callers made up must not keep out those of services.
        if (_watches.Count >= MaxWatches && !isConfigured)
        {
            StopUnused(UnknownLimit);
            if (_watches.Count >= MaxWatches)
            {
                StopUnknown();
            }
        }

        return Add(key, query, mayBeService ? _sources : [_configuration]);
    }

    /// <summary>Gets an instance for a call, and waits for the first answer of the sources where there is none yet.</summary>
    /// <returns>Null where the URI goes to the name resolution of the system as it is.</returns>
    /// <exception cref="HttpRequestException">The service is not known, or has no instance.</exception>
    public async ValueTask<(Instance Instance, long Started)?> WaitAsync(Route route, HttpRequestMessage? request, TriedInstances? tried, CancellationToken cancellationToken)
    {
        var limit = _policies.Options.FirstAnswerTimeout;
        var state = await route.Watch.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        if (route.Pick(request, tried, out var now) is { } instance)
        {
            return (instance, now);
        }

        var query = route.Watch.Query;
        if (state is null || state.HasFailed)
        {
            if (!query.IsExplicit)
            {
                // It may be an ordinary host, and the name resolution of the system does not need the registry. Later calls do not wait again.
                route.Watch.GaveUp();
                return null;
            }

            throw NoAnswer(route, cause: null);
        }

        if (_configuration.Map.Knows(query.Service))
        {
            throw UnknownService.NoEndpoint(route.Logical, query, state.Reasons);
        }

        return query.IsExplicit && !(_policies.Options.PassThrough && query.Endpoint is null) ? throw UnknownService.NotKnown(route.Logical, query, state.Reasons) : null;
    }

    /// <summary>Makes the error of a call for which no source has answered.</summary>
    public HttpRequestException NoAnswer(Route route, Exception? cause)
    {
        var reasons = route.Watch.State?.Reasons ?? [.. route.Watch.Feeds.Where(feed => feed.IsStarted && !feed.IsDecided).Select(feed => $"{feed.Name} has not answered.")];
        return UnknownService.NoAnswer(route.Logical, route.Watch.Query, reasons, _policies.Options.FirstAnswerTimeout, cause);
    }

    public void Dispose()
    {
        _configuration.Changed -= ForgetHosts;
        _upkeep.Dispose();
        foreach (var watch in _watches.Values)
        {
            watch.Dispose();
        }

        _context.Recovery.Dispose();
        _context.Store.Dispose();
    }

    private ServiceWatch Add(string key, ServiceQuery query, IReadOnlyList<IServiceEndpointSource> sources)
    {
        var fresh = new ServiceWatch(key, query, sources, _context);
        var watch = _watches.GetOrAdd(key, fresh);

        // Begun when it can be found: a source may call services itself.
        if (ReferenceEquals(watch, fresh))
        {
            watch.Start();
        }

        return watch;
    }

    /// <summary>The port counts where the source names none.</summary>
    private static string KeyOf(Uri uri, ServiceQuery query) => query.Port == 0 ? LogicalName.Shown(uri) : $"{LogicalName.Shown(uri)}:{query.Port}";

    /// <summary>Stops following what nobody calls: the callers of a service may have made the name up.</summary>
    private void StopUnused(TimeSpan unknownLimit)
    {
        foreach (var (key, watch) in _watches)
        {
            if (watch.Unused > (watch.State?.Set is null ? unknownLimit : KnownLimit))
            {
                Stop(key, watch);
            }
        }
    }

    /// <summary>Stops following half of the names that no source knows, those first that were not called for longest.</summary>
    private void StopUnknown()
    {
        foreach (var (key, watch) in _watches.Where(watch => watch.Value.State?.Set is null).OrderByDescending(watch => watch.Value.Unused).Take(MaxWatches / 2).ToArray())
        {
            Stop(key, watch);
        }
    }

    private void Stop(string key, ServiceWatch watch)
    {
        if (_watches.TryRemove(KeyValuePair.Create(key, watch)))
        {
            watch.Dispose();
            ForgetHosts();
        }
    }

    private void ForgetHosts()
    {
        foreach (var client in _clients.Values)
        {
            client.Forget();
        }
    }
}
