using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Says that the deadline is over, in the words of the protocol.</summary>
internal static class ExpiredAnswer
{
    private const string Grpc = "application/grpc";
    private const string GrpcStatus = "grpc-status";
    private const string GrpcDeadlineExceeded = "4";

    public static void Give(HttpContext context)
    {
        var response = context.Response;
        response.Clear();
        if (context.Request.ContentType is { } type && type.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/grpc-web", StringComparison.OrdinalIgnoreCase))
        {
            // An answer of trailers only: other statuses of HTTP mean to gRPC that the service cannot be reached.
            response.ContentType = Grpc;
            response.Headers[GrpcStatus] = GrpcDeadlineExceeded;
            return;
        }

        response.StatusCode = StatusCodes.Status504GatewayTimeout;
    }
}
