using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Ejecting;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Follows one service at the sources, in the background, and knows its instances and what calls to them have shown.</summary>
/// <remarks>
/// Thread-safe. The first source in order that knows the service names its instances; a later one is asked only when those before it do not know it, or
/// failed without ever having answered. The set of instances is replaced as a whole.
/// </remarks>
internal sealed class ServiceWatch : IDisposable
{
    /// <summary>A source that comes and goes is told of once in this time.</summary>
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private readonly SourceFeed[] _feeds;
    private readonly WatchContext _context;
    private readonly InstanceSets _sets;
    private CallCounts? _counts;
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WatchState? _state;
    private ServiceEndpoints? _applied;
    private bool _isStoreRead;
    private DateTimeOffset _storedAt;
    private volatile bool _isStopped;
    private volatile bool _hasGivenUp;
    private long _lastUsed;

    public ServiceWatch(string key, ServiceQuery query, IEnumerable<IServiceEndpointSource> sources, WatchContext context)
    {
        Key = key;
        Query = query;
        _context = context;
        _sets = new InstanceSets(this, context);
        _feeds = [.. sources.Select(source => new SourceFeed(source, query, context, _turn, Changed))];
        Use();
    }

    /// <summary>Begins to follow the service; once, by the one who owns the watch.</summary>
    public void Start()
    {
        lock (_turn)
        {
            Evaluate();
        }
    }

    /// <summary>Gets scheme and host as the snapshot file and people know the watch by.</summary>
    public string Key { get; }

    public ServiceQuery Query { get; }

    public IReadOnlyList<SourceFeed> Feeds => _feeds;

    /// <summary>Gets what is known now; null until all sources in question have answered or failed.</summary>
    public WatchState? State => _state;

    /// <summary>Gets whether the service is not followed any more; whoever calls it then needs another watch.</summary>
    public bool IsStopped => _isStopped;

    public TimeSpan Unused => _context.Time.GetElapsedTime(Volatile.Read(ref _lastUsed));

    /// <summary>Notes that the service is called.</summary>
    public void Use(long now) => Volatile.Write(ref _lastUsed, now);

    /// <summary>Waits for the first decision.</summary>
    /// <returns>What is known; null where the time limit came first.</returns>
    public async ValueTask<WatchState?> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_state is { HasFailed: false } state)
        {
            return state;
        }

        if (_hasGivenUp)
        {
            return _state;
        }

        try
        {
            await _decided.Task.WaitAsync(limit, _context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (_turn)
            {
                // The sources hang: what was known when the service last ran is better than nothing.
                if (_state is null)
                {
                    UseStore();
                }
            }
        }

        return _state;
    }

    /// <summary>Notes that a call has waited in vain: those after it do not wait, until a source has answered.</summary>
    public void GaveUp() => _hasGivenUp = true;

    /// <summary>Gets how old the answer is that the instances come from; null where there is none.</summary>
    public TimeSpan? Age()
    {
        if (_state is not { Source: { } source })
        {
            return null;
        }

        if (source == SnapshotStore.SourceName)
        {
            return _context.Time.GetUtcNow() - _storedAt;
        }

        // What stands in the configuration is true as long as it stands there.
        var feed = Array.Find(_feeds, feed => feed.Name == source);
        return feed?.Latest is null ? null : feed.IsLocal && feed.Failure is null ? TimeSpan.Zero : _context.Time.GetElapsedTime(feed.LatestAt);
    }

    /// <summary>Counts how a call ended, and ejects the instance where that is one too many.</summary>
    public void End(Instance instance, CallOutcome outcome, long started)
    {
        var now = _context.Time.GetTimestamp();

        // What a call that began before the instance came back has met is not news.
        var reason = instance.Health.IsFormer(started) ? null : _context.Ejector.Judge(instance, outcome, now - started, now);
        instance.End(outcome, now - started, now);
        (_counts ??= _context.Metrics.CountsOf(Query.Service)).Add(outcome, instance.Zone);
        if (reason is { } found)
        {
            Eject(instance, found, now);
        }
    }

    /// <summary>Gets the instances that are not called, or not yet as much as the others.</summary>
    public IReadOnlyList<Instance> Suspects() =>
        _state?.Set is { } set ? [.. set.Instances.Where(instance => instance.Health.IsEjected || instance.Health.IsReturning)] : [];

    /// <summary>Calls an instance again.</summary>
    public void Return(Instance instance, bool isOnProbation)
    {
        lock (_turn)
        {
            if (instance.Health.Ejection is not { } ejection)
            {
                return;
            }

            var now = _context.Time.GetTimestamp();
            _context.Ejector.Return(instance, now, isOnProbation);
            _context.Logger.Returned(Query.Service, instance, _context.Time.GetElapsedTime(ejection.Since, now));
            Renew();
        }
    }

    /// <summary>Leaves an instance ejected that cannot be connected to.</summary>
    /// <returns>False where it has been out long enough to be called all the same.</returns>
    public bool Extend(Instance instance)
    {
        lock (_turn)
        {
            return instance.Health.Ejection is not { } ejection || _context.Ejector.Extend(instance, ejection, _context.Time.GetTimestamp());
        }
    }

    /// <summary>Gives instances their full share that have been back for long enough.</summary>
    public void EndSlowStarts(IEnumerable<Instance> instances)
    {
        lock (_turn)
        {
            var now = _context.Time.GetTimestamp();
            var hasEnded = false;
            foreach (var instance in instances)
            {
                hasEnded |= instance.Health.EndSlowStart(now);
            }

            if (hasEnded)
            {
                Renew();
            }
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _isStopped = true;
            foreach (var feed in _feeds)
            {
                feed.Dispose();
            }
        }

        _decided.TrySetResult();
    }

    private void Use() => Use(_context.Time.GetTimestamp());

    private void Eject(Instance instance, EjectionReason reason, long now)
    {
        lock (_turn)
        {
            if (_state?.Set is { } set && set.Instances.Contains(instance) && _context.Ejector.Eject(instance, reason, set.Instances, now))
            {
                _context.Metrics.Ejected(Query.Service, reason);
                _context.Logger.Ejected(Query.Service, instance, reason);
                Renew();
                _context.Recovery.Watch(this);
            }
        }
    }

    /// <summary>Makes another set of the same instances: what can be called among them has changed.</summary>
    private void Renew()
    {
        if (_state is { Set: { } set } state)
        {
            _state = state with { Set = new InstanceSet(set.Instances) };
        }
    }

    private void Changed(SourceFeed feed)
    {
        Report(feed);
        Evaluate();
    }

    private void Report(SourceFeed feed)
    {
        if (feed.Failure is { } failure)
        {
            _context.Metrics.SourceFailed(feed.Name);
            if (!feed.IsReported && (feed.ReportedAt == 0 || _context.Time.GetElapsedTime(feed.ReportedAt) > ReportPeriod))
            {
                feed.IsReported = true;
                feed.ReportedAt = _context.Time.GetTimestamp();
                _context.Logger.SourceFailed(feed.Name, Query.Service, failure.Message, feed.Latest?.Endpoints.Count ?? 0);
            }
        }
        else if (feed.IsReported)
        {
            feed.IsReported = false;
            _context.Logger.SourceRecovered(feed.Name, Query.Service);
        }
    }

    private void Evaluate()
    {
        if (_isStopped)
        {
            return;
        }

        for (var i = 0; i < _feeds.Length; i++)
        {
            var feed = _feeds[i];
            if (!feed.IsStarted)
            {
                // A source that answers at once comes back here before this returns, and has decided then.
                feed.Start();
            }

            if (feed.Latest is { IsKnown: true } latest)
            {
                StopBehind(i);
                Apply(latest, feed);
                return;
            }

            if (!feed.IsDecided)
            {
                return;
            }
        }

        NobodyKnows();
    }

    private void StopBehind(int index)
    {
        foreach (var feed in _feeds.AsSpan(index + 1))
        {
            feed.Dispose();
        }
    }

    private void NobodyKnows()
    {
        var failed = _feeds.Where(feed => feed.Latest is null).ToArray();
        if (failed.Length == 0)
        {
            Decide(WatchState.Unknown([.. _feeds.Select(feed => feed.Latest!.Reason!)], hasFailed: false));
            return;
        }

        // What was named before stays: the source that failed may be the one that knows.
        if (_state?.Set is null && !UseStore())
        {
            _state = WatchState.Unknown([.. failed.Select(feed => $"{feed.Name} does not answer: {feed.Failure!.Message}")], hasFailed: true);
        }
    }

    private bool UseStore()
    {
        if (_isStoreRead || _feeds.All(feed => feed.IsLocal))
        {
            return false;
        }

        _isStoreRead = true;
        if (_context.Store.Find(Key) is not { } stored)
        {
            return false;
        }

        _storedAt = stored.At;
        _context.Logger.UsedSnapshot(Query.Service, stored.Endpoints.Count, stored.At);
        Decide(WatchState.Known(_sets.Of(stored.Endpoints, _state?.Set, hasNewcomers: false), SnapshotStore.SourceName));
        return true;
    }

    private void Apply(ServiceEndpoints latest, SourceFeed feed)
    {
        var before = _state?.Set;
        if (before is not null && _state!.Source == feed.Name && _applied is not null && latest.HasSameContent(_applied))
        {
            return;
        }

        _applied = latest;

        var hasNewcomers = before is { Instances.Length: > 0 };
        Decide(WatchState.Known(_sets.Of(latest.Endpoints, before, hasNewcomers), feed.Name));
        if (hasNewcomers)
        {
            _context.Recovery.Watch(this);
        }

        if (!feed.IsLocal)
        {
            _context.Store.Keep(Key, latest.Endpoints);
        }
    }

    private void Decide(WatchState state)
    {
        _state = state;
        _decided.TrySetResult();
    }
}
