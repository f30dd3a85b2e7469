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
    private volatile UserTotal? _userTotal;

    public string Client => client;

    public RetryBudget Budget { get; } = new(time);

    public IEnumerable<CallTarget> Targets => _targets.Values;

    /// <summary>Gets the policy of the moment.</summary>
    public CallPolicy Policy
    {
        get
        {
            var merged = _merged;
            var (options, total) = (current(), _userTotal);
            if (merged is null || !ReferenceEquals(merged.Options, options) || !ReferenceEquals(merged.Total, total))
            {
                var policy = CallPolicies.Of(options, client);
                _merged = merged = new Merged(options, total, total is null ? policy : policy.WithTotal(total.Limit));
            }

            return merged.Policy;
        }
    }

    /// <summary>Takes the limit that the application has set on the client, over that of the configuration.</summary>
    public void UseTotal(TimeSpan total)
    {
        if (_userTotal?.Limit != total)
        {
            _userTotal = new UserTotal(total);
        }
    }

    public CallPolicy PolicyOf(HttpRequestMessage request)
    {
        if (RequestOptions.OverrideOf(request) is not { } own)
        {
            return Policy;
        }

        var (ofClient, policy) = (Policy, CallPolicies.Of(current(), client, own));
        if (_userTotal is { } total)
        {
            // The HttpClient ends the call at its limit whatever the request says; a shorter one is ours to keep.
            policy = policy.WithTotal(own.TotalTimeout is { } asked ? CallTime.Shorter(asked, total.Limit) : total.Limit);
        }

        // How many calls are under way is a matter of all of them.
        return policy.Checked(nameof(CallOverride)) with { MaxConcurrency = ofClient.MaxConcurrency, MaxQueue = ofClient.MaxQueue };
    }

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

    private sealed record UserTotal(TimeSpan Limit);

    private sealed record Merged(ResiliencyOptions Options, UserTotal? Total, CallPolicy Policy);
}
