using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Tells a request that a page of another site made a browser send: such a request reaches services that its author does not.</summary>
internal static class RequestOrigin
{
    /// <summary>Returns whether the request comes from a page of this very host and port, or from no page: only browsers send the header.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return true;
        }

        // The scheme may differ: a proxy may have ended TLS.
        return Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var page)
            && page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && page.Port == (request.Host.Port ?? (page.Scheme == Uri.UriSchemeHttps ? 443 : 80));
    }
}
