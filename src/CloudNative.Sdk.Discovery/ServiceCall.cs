using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery;

/// <summary>One call to an instance that <see cref="IServiceEndpointResolver"/> has picked; it tells the balancer how the call ended.</summary>
public sealed class ServiceCall : IDisposable
{
    private readonly Instance _instance;
    private readonly long _started;
    private CallOutcome _outcome = CallOutcome.Success;
    private bool _hasEnded;

    internal ServiceCall(Instance instance, long started)
    {
        _instance = instance;
        _started = started;
        instance.Begin();
    }

    /// <summary>Gets the instance.</summary>
    public ServiceEndpoint Endpoint => _instance.Endpoint;

    /// <summary>Gets the address of the instance: <c>scheme://host:port[/path]</c>.</summary>
    public Uri Address => _instance.UriOf(_instance.Endpoint.Path.Length > 0 ? string.Empty : "/");

    /// <summary>States that the call has failed.</summary>
    /// <param name="wasReached">False where no connection to the instance came about: it is then not called until one does.</param>
    public void Fail(bool wasReached = true) => _outcome = wasReached ? CallOutcome.Failure : CallOutcome.Unreachable;

    /// <summary>Ends the call; without <see cref="Fail"/> before, it counts as a success.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _hasEnded, true))
        {
            _instance.Watch?.End(_instance, _outcome, _started);
        }
    }
}
