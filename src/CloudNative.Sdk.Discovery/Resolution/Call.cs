using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>One attempt of a request at one instance.</summary>
/// <param name="Watch">The service.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Logical">The URI that the request has outside.</param>
/// <param name="Started">When it began, by the clock.</param>
internal readonly record struct Call(ServiceWatch Watch, Instance Instance, Uri Logical, long Started)
{
    public static CallOutcome OutcomeOf(HttpResponseMessage response) => (int)response.StatusCode < 500 ? CallOutcome.Success : CallOutcome.Failure;

    public static CallOutcome OutcomeOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => CallOutcome.Cancelled,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => CallOutcome.Unreachable,
        _ => CallOutcome.Failure,
    };

    public void Begin(HttpRequestMessage request, Uri uri, TriedInstances? tried)
    {
        Instance.Begin();
        tried?.Add(Instance);
        request.RequestUri = uri;
        if (Instance.HostHeader is { } host && request.Headers.Host is null)
        {
            request.Headers.Host = host;
        }
    }

    public void End(HttpRequestMessage request, HttpResponseMessage response) => End(request, OutcomeOf(response));

    public void End(HttpRequestMessage request, Exception exception, CancellationToken cancellationToken) => End(request, OutcomeOf(exception, cancellationToken));

    private void End(HttpRequestMessage request, CallOutcome outcome)
    {
        request.RequestUri = Logical;
        if (Instance.HostHeader is { } host && request.Headers.Host == host)
        {
            request.Headers.Host = null;
        }

        Watch.End(Instance, outcome, Started);

        // Only a request that failed is sent again.
        if (outcome != CallOutcome.Success && TriedInstances.Of(request) is null)
        {
            TriedInstances.Attach(request).Add(Instance);
        }
    }
}
