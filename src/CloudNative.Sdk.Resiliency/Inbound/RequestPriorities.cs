using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Finds the priority of a request: what its endpoint states, and what its header lowers.</summary>
/// <param name="endpoints">The endpoints of the application.</param>
/// <param name="isHeaderTrusted">Whether the header counts before the endpoint.</param>
internal sealed class RequestPriorities(EndpointPriorities endpoints, bool isHeaderTrusted)
{
    public const string HeaderName = "X-Request-Priority";

    /// <summary>Gets the priority, or null for a request to an ops endpoint, which is never limited.</summary>
    public RequestPriority? Of(HttpContext context)
    {
        if (endpoints.Find(context) is not { } endpoint)
        {
            return Asked(context, RequestPriority.Default);
        }

        return endpoint.IsOps ? null : Asked(context, endpoint.Priority);
    }

    private RequestPriority Asked(HttpContext context, RequestPriority stated) =>
        !context.Request.Headers.TryGetValue(HeaderName, out var value) || Read(value.ToString()) is not { } asked ? stated
            : isHeaderTrusted || asked < stated ? asked
            : stated;

    private static RequestPriority? Read(string value) =>
        value.Equals("critical", StringComparison.OrdinalIgnoreCase) ? RequestPriority.Critical
        : value.Equals("default", StringComparison.OrdinalIgnoreCase) ? RequestPriority.Default
        : value.Equals("sheddable", StringComparison.OrdinalIgnoreCase) ? RequestPriority.Sheddable
        : null;
}
