using System.Globalization;
using System.Net;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>How one request ended.</summary>
/// <param name="ErrorType">The value of <c>error.type</c>, of few values; null when it succeeded.</param>
/// <param name="Reason">The same for people.</param>
/// <param name="MayRetry">Whether the receiver may take the same request later.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone.</param>
/// <remarks>https://opentelemetry.io/docs/specs/otlp/#failures</remarks>
internal sealed record ExportOutcome(string? ErrorType, string Reason, bool MayRetry = false, TimeSpan? RetryAfter = null)
{
    public static readonly ExportOutcome Success = new(null, "success");
    public static readonly ExportOutcome TimedOut = new("timeout", "no answer in time");
    public static readonly ExportOutcome Stopped = new("stopped", "the service stops");

    private const string GrpcStatus = "grpc-status";

    private static readonly string[] GrpcStatusNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <summary>Judges an answer; that of gRPC must have been read to its end, where the status is.</summary>
    public static ExportOutcome Of(HttpResponseMessage response, bool isGrpc, TimeProvider time)
    {
        if (!response.IsSuccessStatusCode)
        {
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new(status, $"the answer was {status} {response.ReasonPhrase}".TrimEnd(), MayRetryAfter(response.StatusCode), RetryAfterOf(response, time));
        }

        return isGrpc ? OfGrpc(response) : OfHttp(response);
    }

    public static ExportOutcome Of(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: var error } => new(SnakeCase(error), exception.InnerException?.Message ?? exception.Message, MayRetry: true),
        _ => new(exception.GetType().FullName, exception.Message),
    };

    /// <summary>A page for people is no answer of an OTLP receiver, whatever its status.</summary>
    private static ExportOutcome OfHttp(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/html"
        ? new("unexpected_content", "the answer was an HTML page, so that is no OTLP receiver")
        : Success;

    private static ExportOutcome OfGrpc(HttpResponseMessage response)
    {
        if (!response.TrailingHeaders.TryGetValues(GrpcStatus, out var values) && !response.Headers.TryGetValues(GrpcStatus, out values))
        {
            return new("unexpected_content", "the answer had no grpc-status, so that is no OTLP receiver for gRPC");
        }

        var text = values.First();
        var name = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status < GrpcStatusNames.Length
            ? GrpcStatusNames[status]
            : "UNKNOWN";
        return name == GrpcStatusNames[0]
            ? Success
            : new(name, $"the gRPC status was {name}", name is "CANCELLED" or "DEADLINE_EXCEEDED" or "ABORTED" or "OUT_OF_RANGE" or "UNAVAILABLE" or "DATA_LOSS");
    }

    private static bool MayRetryAfter(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;

    /// <summary>The spelling of <c>error.type</c> in .NET's own HTTP metrics.</summary>
    private static string SnakeCase(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "name_resolution_error",
        HttpRequestError.ConnectionError => "connection_error",
        HttpRequestError.SecureConnectionError => "secure_connection_error",
        HttpRequestError.HttpProtocolError => "http_protocol_error",
        HttpRequestError.VersionNegotiationError => "version_negotiation_error",
        HttpRequestError.InvalidResponse => "invalid_response",
        HttpRequestError.ResponseEnded => "response_ended",
        _ => "_OTHER",
    };
}
