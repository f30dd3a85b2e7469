using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>One attempt of a request at one instance; small, since a call that waits for its answer keeps it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Logical">The URI that the request has outside.</param>
/// <param name="Sent">The same at the instance.</param>
/// <param name="Started">When it began, by the clock.</param>
internal readonly record struct Call(Instance Instance, Uri Logical, Uri Sent, long Started)
{
    public static Call To(Instance instance, Uri logical, ReadOnlySpan<char> path, long started) => new(instance, logical, instance.UriOf(logical, path), started);

    public static CallOutcome OutcomeOf(HttpResponseMessage response) => (int)response.StatusCode < 500 ? CallOutcome.Success : CallOutcome.Failure;

    public static CallOutcome OutcomeOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => CallOutcome.Cancelled,

        // The limit of SocketsHttpHandler for connecting.
        OperationCanceledException { InnerException: TimeoutException } => CallOutcome.Unreachable,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        } => CallOutcome.Unreachable,
        _ => CallOutcome.Failure,
    };

    public void Begin(HttpRequestMessage request, TriedInstances? tried)
    {
        Instance.Begin();
        tried?.Add(Instance);
        request.RequestUri = Sent;

        // The headers are not asked for where nothing is to be stated: asking allocates them.
        if (Instance.HostHeader is { } host && request.Headers.Host is null)
        {
            request.Headers.Host = host;
        }
    }

    public void End(HttpRequestMessage request, HttpResponseMessage response) => End(request, OutcomeOf(response));

    public void End(HttpRequestMessage request, Exception exception, CancellationToken cancellationToken) => End(request, OutcomeOf(exception, cancellationToken));

    private void End(HttpRequestMessage request, CallOutcome outcome)
    {
        // Behind a redirect it is another server that has answered, or not: the instance has.
        var isRedirected = !ReferenceEquals(request.RequestUri, Sent);
        request.RequestUri = Logical;
        if (Instance.HostHeader is { } host && ReferenceEquals(request.Headers.Host, host))
        {
            request.Headers.Host = null;
        }

        Instance.Watch?.End(Instance, isRedirected && outcome != CallOutcome.Cancelled ? CallOutcome.Success : outcome, Started);

        // Only a request that failed is sent again.
        if (outcome != CallOutcome.Success && TriedInstances.Of(request) is null)
        {
            TriedInstances.Attach(request).Add(Instance);
        }
    }
}
