using System.Collections.Concurrent;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>What the calls of one client have in common: its policy, its budget, and the services that it calls.</summary>
/// <remarks>Thread-safe. Bounded: services beyond the limit are counted as one, which has no breaker, since a program may make up hosts.</remarks>
internal sealed class ClientCalls(string client, Func<ResiliencyOptions> current, TimeProvider time, Action<CallTarget, BreakerState> changed)
{
    private const int MaxTargets = 256;
    private const string Others = "(others)";

    private readonly ConcurrentDictionary<string, CallTarget> _targets = new(StringComparer.OrdinalIgnoreCase);
    private volatile CallTarget? _last;
    private volatile bool _isFull;
    private volatile Merged? _merged;
    private TimeSpan? _userTotal;

    public string Client => client;

    public RetryBudget Budget { get; } = new(time);

    public IEnumerable<CallTarget> Targets => _targets.Values;

    /// <summary>Gets the policy of the moment.</summary>
    public CallPolicy Policy
    {
        get
        {
            var merged = _merged;
            var options = current();
            if (merged is null || !ReferenceEquals(merged.Options, options))
            {
                _merged = merged = new Merged(options, WithUserTotal(CallPolicies.Of(options, client)));
            }

            return merged.Policy;
        }
    }

    /// <summary>Takes the limit that the application has set on the client, over that of the configuration.</summary>
    public void UseTotal(TimeSpan total)
    {
        _userTotal = total;
        _merged = null;
    }

    public CallPolicy PolicyOf(HttpRequestMessage request) =>
        RequestOptions.OverrideOf(request) is { } own ? WithUserTotal(CallPolicies.Of(current(), client, own)) : Policy;

    public CallTarget TargetOf(Uri uri)
    {
        // Most clients call one service: comparing is faster than looking up.
        if (_last is { } last && IsAt(uri, last.Service))
        {
            return last;
        }

        var service = $"{uri.Scheme}://{uri.Authority}";
        if (!_targets.TryGetValue(service, out var target))
        {
            // Asking how many there are stops all others; once it is full it stays so.
            service = _isFull || (_isFull = _targets.Count >= MaxTargets) ? Others : service;
            target = _targets.GetOrAdd(service, name => new CallTarget(client, name, time, changed) { IsShared = ReferenceEquals(name, Others) });
        }

        _last ??= target;
        return target;
    }

    private static bool IsAt(Uri uri, string service)
    {
        var text = uri.OriginalString;
        return text.StartsWith(service, StringComparison.Ordinal) && (text.Length == service.Length || text[service.Length] is '/' or '?' or '#');
    }

    private CallPolicy WithUserTotal(CallPolicy policy) => _userTotal is { } total ? policy.WithTotal(total) : policy;

    private sealed record Merged(ResiliencyOptions Options, CallPolicy Policy);
}
