using CloudNative.Sdk.Discovery.Ejecting;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>An instance of a service with all that this process has seen of it; it lives as long as the source names it.</summary>
internal sealed class Instance
{
    private readonly InstanceUris _uris;
    private long _begun;
    private long _succeeded;
    private long _failed;
    private long _unreachable;
    private long _cancelled;

    public Instance(ServiceEndpoint endpoint, string scheme, TimeProvider time)
    {
        Endpoint = endpoint;
        Scheme = endpoint.Scheme ?? scheme;
        Latency = new LatencyAverage(time);
        _uris = new InstanceUris(PrefixOf(endpoint, Scheme));
    }

    /// <summary>Gets or sets what the source says; weights and metadata may change while the instance runs on.</summary>
    public ServiceEndpoint Endpoint { get; set; }

    public string Scheme { get; }

    /// <summary>Gets what requests state in the <c>Host</c> header, or null for the address of the instance.</summary>
    public string? HostHeader => Endpoint.HostName is not { } name ? null
        : Endpoint.Port == 0 || Endpoint.Port == DefaultPort ? name
        : $"{name}:{Endpoint.Port}";

    /// <summary>Gets the port that is connected to.</summary>
    public int Port => Endpoint.Port == 0 ? DefaultPort : Endpoint.Port;

    private int DefaultPort => Scheme is "https" or "wss" ? 443 : 80;

    public LatencyAverage Latency { get; }

    /// <summary>Gets what speaks for an ejection; the watch of the service decides and changes it.</summary>
    public InstanceHealth Health { get; } = new();

    /// <summary>Gets the calls that have begun and not ended; what has ended is counted anyway.</summary>
    public long InFlight => Math.Max(0, Volatile.Read(ref _begun) - Calls);

    public Uri UriOf(ReadOnlySpan<char> pathAndQuery) => _uris.Of(pathAndQuery);

    /// <summary>Gets whether the other describes the same running instance, so that what was seen of it still holds.</summary>
    public bool IsSame(ServiceEndpoint other, string scheme) =>
        Endpoint.Id == other.Id && Endpoint.Host == other.Host && Endpoint.Port == other.Port && Endpoint.Path == other.Path
        && Endpoint.HostName == other.HostName && Scheme == (other.Scheme ?? scheme);

    public long Count(CallOutcome outcome) => Volatile.Read(ref Counter(outcome));

    public long Calls => Count(CallOutcome.Success) + Count(CallOutcome.Failure) + Count(CallOutcome.Unreachable) + Count(CallOutcome.Cancelled);

    public void Begin() => Interlocked.Increment(ref _begun);

    public void End(CallOutcome outcome, long ticks, long now)
    {
        Interlocked.Increment(ref Counter(outcome));

        // A refused connection is fast, and says nothing about how fast the instance answers.
        if (outcome != CallOutcome.Unreachable)
        {
            Latency.Add(ticks, now);
        }
    }

    public override string ToString() => Endpoint.ToString();

    private static string PrefixOf(ServiceEndpoint endpoint, string scheme)
    {
        var host = endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]" : endpoint.Host;
        return endpoint.Port == 0 ? $"{scheme}://{host}{endpoint.Path}" : $"{scheme}://{host}:{endpoint.Port}{endpoint.Path}";
    }

    private ref long Counter(CallOutcome outcome)
    {
        switch (outcome)
        {
            case CallOutcome.Success:
                return ref _succeeded;
            case CallOutcome.Failure:
                return ref _failed;
            case CallOutcome.Unreachable:
                return ref _unreachable;
            default:
                return ref _cancelled;
        }
    }
}
