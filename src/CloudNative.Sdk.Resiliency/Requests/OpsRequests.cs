using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Requests;

/// <summary>Tells requests to the ops endpoints that <c>MapCloudNative()</c> puts on the application's port, before routing has found their endpoint. The ops server itself has no middleware.</summary>
internal sealed class OpsRequests(IServiceProvider services)
{
    /// <summary>Made at the first request that asks: then the application is mapped.</summary>
    private Paths? _paths;

    public bool Includes(HttpContext context) => (_paths ??= Paths.Of(services)).Include(context.Request.Path.Value ?? "/");

    private sealed record Paths(string[] Whole, string[] Above)
    {
        public static Paths Of(IServiceProvider services)
        {
            List<string> whole = [];
            List<string> above = [];
            foreach (var endpoint in services.GetService<EndpointDataSource>()?.Endpoints ?? [])
            {
                if (endpoint is RouteEndpoint route && endpoint.Metadata.GetMetadata<IOpsEndpoint>() is not null)
                {
                    // What follows the first parameter is the rest of the path, whatever it is.
                    var text = "/" + route.RoutePattern.RawText?.TrimStart('/');
                    var open = text.IndexOf('{', StringComparison.Ordinal);
                    (open < 0 ? whole : above).Add(open < 0 ? text : text[..open].TrimEnd('/'));
                }
            }

            return new Paths([.. whole], [.. above]);
        }

        public bool Include(string path)
        {
            foreach (var one in Whole)
            {
                if (IsBelow(path, one, maySlash: true))
                {
                    return true;
                }
            }

            foreach (var one in Above)
            {
                if (IsBelow(path, one, maySlash: false))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>As routing does it: case makes no difference, nor does a slash at the end.</summary>
        private static bool IsBelow(string path, string place, bool maySlash) =>
            path.StartsWith(place, StringComparison.OrdinalIgnoreCase)
            && (path.Length == place.Length || (path[place.Length] == '/' && (!maySlash || path.Length == place.Length + 1)));
    }
}
