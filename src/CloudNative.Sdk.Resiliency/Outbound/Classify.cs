using System.Net;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Tells failures apart, and whether a request may be sent again.</summary>
internal static class Classify
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static AttemptOutcome Of(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => AttemptOutcome.Throttled,
        HttpStatusCode.RequestTimeout => AttemptOutcome.Failure,

        // Another try would be answered the same way.
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported => AttemptOutcome.Success,
        >= HttpStatusCode.InternalServerError => AttemptOutcome.Failure,
        _ => AttemptOutcome.Success,
    };

    /// <summary>Classifies an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isCancelled">Whether the caller has given up.</param>
    /// <param name="isTimedOut">Whether the limit of the attempt was reached.</param>
    public static AttemptOutcome Of(Exception exception, bool isCancelled, bool isTimedOut) => exception switch
    {
        OperationCanceledException when isCancelled => AttemptOutcome.Cancelled,
        OperationCanceledException when isTimedOut => AttemptOutcome.Timeout,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => AttemptOutcome.NotSent,
        _ => AttemptOutcome.Failure,
    };

    /// <summary>Tells whether an error of the transport, or of our own limits, was met, and not a fault of the program.</summary>
    public static bool IsOfTransport(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException or TimeoutException;

    /// <summary>Tells whether the request may reach the service twice.</summary>
    public static bool IsIdempotent(HttpRequestMessage request) => IsIdempotent(request.Method) || request.Headers.NonValidated.Contains(IdempotencyKey);

    /// <summary>Tells whether the content can be sent again.</summary>
    public static bool IsReplayable(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent => true,

        // A sequence that is read as it comes may come but once.
        System.Net.Http.Json.JsonContent json => json.Value is not IAsyncEnumerable<object?>,
        MultipartContent parts => parts.All(IsReplayable),
        _ => false,
    };

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete || method == HttpMethod.Options || method == HttpMethod.Trace
        || method == HttpMethod.Query;
}
