namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>What Consul has said of a service in one data centre; kept over failures of Consul.</summary>
/// <remarks>
/// Where Consul seems to have lost its data, an instance that is merely missing stays for a while: it may have to register again. The signs are an index that
/// went backwards, and, after a failure, a list in which nothing of the former one is left. An instance that Consul knows and calls critical does not stay.
/// Written by one watch at a time, read by others: each list is replaced as a whole.
/// </remarks>
internal sealed class KnownInstances(TimeSpan grace, TimeProvider time)
{
    /// <summary>How long it is remembered that an instance had checks: an agent that leaves can put it back for a minute.</summary>
    private static readonly TimeSpan ChecksMemory = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, long> _hadChecks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Missing> _missing = new(StringComparer.Ordinal);
    private Dictionary<string, (string? Node, ulong Created)> _last = new(StringComparer.Ordinal);
    private IReadOnlySet<(string Id, string Address)> _refused = new HashSet<(string Id, string Address)>();
    private ulong _lastIndex;

    /// <summary>Gets whether Consul has ever had an instance of the service, in whatever state.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Gets the instances that may be called.</summary>
    public IReadOnlyList<WeighedEntry> Usable { get; private set; } = [];

    /// <summary>Gets how many of them Consul does not name at present.</summary>
    public int MissingCount => _missing.Count;

    /// <summary>Gets how long the first of the missing instances has left, or null where none is missing.</summary>
    public TimeSpan? GraceLeft
    {
        get
        {
            TimeSpan? least = null;
            foreach (var missing in _missing.Values)
            {
                var left = grace - time.GetElapsedTime(missing.Since);
                least = least < left ? least : left;
            }

            return least is null || least > TimeSpan.Zero ? least : TimeSpan.Zero;
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="entries">All instances, whatever their state.</param>
    /// <param name="index">The index of the answer.</param>
    /// <param name="isFirst">Whether this is the first answer after a failure.</param>
    /// <returns>Whether Consul seems to have lost its data with this answer.</returns>
    public bool Apply(IReadOnlyList<HealthEntry> entries, ulong index, bool isFirst)
    {
        var named = new Dictionary<string, (string? Node, ulong Created)>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            named[entry.Id] = entry.Registration;
            _missing.Remove(PlaceOf(entry));
        }

        var isLoss = grace > TimeSpan.Zero && _last.Count > 0 && (index < _lastIndex || (isFirst && NothingIsLeft(named)));
        if (isLoss)
        {
            Miss(entries);
        }

        DropExpired();
        Usable = UsableOf(entries);
        IsKnown |= entries.Count > 0;
        _last = named;
        _lastIndex = index;
        return isLoss && _missing.Count > 0;
    }

    /// <summary>Takes note of all instances whose address is none.</summary>
    /// <returns>Those that are new among them.</returns>
    public IEnumerable<(string Id, string Address)> Refuse(IReadOnlySet<(string Id, string Address)> refused)
    {
        var former = _refused;
        _refused = refused;
        return refused.Except(former);
    }

    /// <summary>A new registration may have another id; what counts is where it listens.</summary>
    private static string PlaceOf(HealthEntry entry) => $"{entry.Host} {entry.Service.Port}";

    private bool NothingIsLeft(Dictionary<string, (string? Node, ulong Created)> named)
    {
        foreach (var (id, registration) in _last)
        {
            if (named.TryGetValue(id, out var now) && now == registration)
            {
                return false;
            }
        }

        return true;
    }

    private void Miss(IReadOnlyList<HealthEntry> entries)
    {
        var places = entries.Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
        foreach (var former in Usable)
        {
            if (PlaceOf(former.Entry) is var place && !places.Contains(place))
            {
                // One that is missing already keeps its time.
                _missing.TryAdd(place, new Missing(former, time.GetTimestamp()));
            }
        }
    }

    private void DropExpired()
    {
        foreach (var (place, missing) in _missing)
        {
            if (time.GetElapsedTime(missing.Since) >= grace)
            {
                _missing.Remove(place);
            }
        }

        foreach (var (id, seen) in _hadChecks)
        {
            if (time.GetElapsedTime(seen) >= ChecksMemory)
            {
                _hadChecks.Remove(id);
            }
        }
    }

    private List<WeighedEntry> UsableOf(IReadOnlyList<HealthEntry> entries)
    {
        var usable = new List<WeighedEntry>(entries.Count + _missing.Count);
        foreach (var entry in entries)
        {
            if (HealthState.WeightOf(entry, _hadChecks.ContainsKey(entry.Id)) is { } weight)
            {
                usable.Add(new WeighedEntry(entry, weight));
            }

            if (entry.Checks is { Count: > 0 })
            {
                _hadChecks[entry.Id] = time.GetTimestamp();
            }
        }

        usable.AddRange(_missing.Values.Select(missing => missing.Instance));
        return usable;
    }

    private readonly record struct Missing(WeighedEntry Instance, long Since);
}
