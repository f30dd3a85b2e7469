using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>One attempt of a request at one instance.</summary>
/// <param name="Watch">The service.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Logical">The URI that the request has outside.</param>
/// <param name="Sent">The same at the instance.</param>
/// <param name="Host">The value of the <c>Host</c> header that the request has for this attempt, or null.</param>
/// <param name="Started">When it began, by the clock.</param>
internal readonly record struct Call(ServiceWatch Watch, Instance Instance, Uri Logical, Uri Sent, string? Host, long Started)
{
    public static Call To(ServiceWatch watch, Instance instance, HttpRequestMessage request, Uri logical, ReadOnlySpan<char> path, long started) =>
        // The headers are not asked for where nothing is to be stated: asking allocates them.
        new(watch, instance, logical, instance.UriOf(logical, path), instance.HostHeader is { } host && request.Headers.Host is null ? host : null, started);

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
        if (Host is not null)
        {
            request.Headers.Host = Host;
        }
    }

    public void End(HttpRequestMessage request, HttpResponseMessage response) => End(request, OutcomeOf(response));

    public void End(HttpRequestMessage request, Exception exception, CancellationToken cancellationToken) => End(request, OutcomeOf(exception, cancellationToken));

    private void End(HttpRequestMessage request, CallOutcome outcome)
    {
        // Behind a redirect it is another server that has answered, or not: the instance has.
        var isRedirected = !ReferenceEquals(request.RequestUri, Sent);
        request.RequestUri = Logical;
        if (Host is not null)
        {
            request.Headers.Host = null;
        }

        Watch.End(Instance, isRedirected && outcome != CallOutcome.Cancelled ? CallOutcome.Success : outcome, Started);

        // Only a request that failed is sent again.
        if (outcome != CallOutcome.Success && TriedInstances.Of(request) is null)
        {
            TriedInstances.Attach(request).Add(Instance);
        }
    }
}
