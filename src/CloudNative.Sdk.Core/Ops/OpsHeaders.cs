using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>What every answer tells browsers and caches: it is what its media type says, it loads nothing, it is in no frame, and it is not kept.</summary>
internal static class OpsHeaders
{
    private const string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sets them before an endpoint runs, which may set its own over them.</summary>
    public static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
    }
}
