using CloudNative.Sdk.Discovery.Ejecting;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>An instance of a service with all that this process has seen of it; it lives as long as the source names it.</summary>
internal sealed class Instance
{
    private readonly InstanceUris _uris;
    private long _begun;
    private double _usual;
    private long _succeeded;
    private long _failed;
    private long _unreachable;
    private long _cancelled;

    /// <param name="endpoint">What the source says.</param>
    /// <param name="scheme">The scheme where the source names none.</param>
    /// <param name="port">The port where the source names none, or 0 for that of the scheme.</param>
    /// <param name="time">The clock.</param>
    public Instance(ServiceEndpoint endpoint, string scheme, int port, TimeProvider time)
    {
        Endpoint = endpoint;
        Scheme = endpoint.Scheme ?? scheme;
        StatedPort = endpoint.Port == 0 ? port : endpoint.Port;
        HostHeader = endpoint.HostName is not { } name ? null
            : StatedPort == 0 || StatedPort == DefaultPort ? name
            : $"{name}:{StatedPort}";
        Latency = new LatencyAverage(time);
        _uris = new InstanceUris(PrefixOf(endpoint, Scheme, StatedPort));
    }

    /// <summary>Gets or sets what the source says; weights and metadata may change while the instance runs on.</summary>
    public ServiceEndpoint Endpoint { get; set; }

    public string Scheme { get; }

    /// <summary>Gets what requests state in the <c>Host</c> header, or null for the address of the instance; always the same object.</summary>
    public string? HostHeader { get; }

    /// <summary>Gets what follows the service of the instance; null where nothing does.</summary>
    public ServiceWatch? Watch { get; init; }

    /// <summary>Gets the port that is connected to.</summary>
    public int Port => StatedPort == 0 ? DefaultPort : StatedPort;

    /// <summary>Gets or sets where it runs, as seen from the caller.</summary>
    public CallZone Zone { get; set; }

    private int StatedPort { get; }

    private int DefaultPort => Scheme is "https" or "wss" ? 443 : 80;

    public LatencyAverage Latency { get; }

    /// <summary>Gets the usual time to a good answer, in ticks of the clock; 0 before the first.</summary>
    public double Usual => Volatile.Read(ref _usual);

    /// <summary>Gets what speaks for an ejection; the watch of the service decides and changes it.</summary>
    public InstanceHealth Health { get; } = new();

    /// <summary>Gets the calls that have begun and not ended; what has ended is counted anyway.</summary>
    public long InFlight => Math.Max(0, Volatile.Read(ref _begun) - Calls);

    public Uri UriOf(ReadOnlySpan<char> pathAndQuery) => _uris.Of(pathAndQuery);

    /// <summary>Gets the URI of a request.</summary>
    /// <param name="logical">The URI with the name of the service.</param>
    /// <param name="path">What follows its authority, as it was written.</param>
    /// <remarks>Behind a path of the instance dot segments would lead out of it, so they are taken away before.</remarks>
    public Uri UriOf(Uri logical, ReadOnlySpan<char> path) => _uris.Of(Endpoint.Path.Length > 0 && path.ContainsAny('.', '%', '\\') ? logical.PathAndQuery : path);

    /// <summary>Tells whether an endpoint makes an address at all.</summary>
    public static bool CanCall(ServiceEndpoint endpoint, string scheme) =>
        Uri.CheckHostName(endpoint.Host) != UriHostNameType.Unknown
        && (endpoint.HostName is null || Uri.CheckHostName(endpoint.HostName) != UriHostNameType.Unknown)
        && (endpoint.Path.Length == 0 || endpoint.Path.StartsWith('/'))
        && Uri.TryCreate(PrefixOf(endpoint, endpoint.Scheme ?? scheme, endpoint.Port), UriKind.Absolute, out _);

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

        if (outcome == CallOutcome.Success)
        {
            var usual = Usual;
            Volatile.Write(ref _usual, usual == 0 ? ticks : usual + (0.1 * (ticks - usual)));
        }

        // An instance that fails fast must not seem fast: only an answer counts in full, a failure that took long counts against it.
        if (outcome == CallOutcome.Success || (outcome != CallOutcome.Unreachable && ticks > Latency.At(now)))
        {
            Latency.Add(ticks, now);
        }
    }

    public override string ToString() => Endpoint.ToString();

    private static string PrefixOf(ServiceEndpoint endpoint, string scheme, int port)
    {
        var host = endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]" : endpoint.Host;
        return port == 0 ? $"{scheme}://{host}{endpoint.Path}" : $"{scheme}://{host}:{port}{endpoint.Path}";
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
