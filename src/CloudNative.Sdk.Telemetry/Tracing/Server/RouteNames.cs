using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>The route of each endpoint, and the names of spans on it; made once, and gone with the endpoint.</summary>
internal sealed class RouteNames
{
    private static readonly ConditionalWeakTable<Endpoint, Names>.CreateValueCallback Create = NamesOf;

    private readonly ConditionalWeakTable<Endpoint, Names> _names = [];

    /// <summary>Gets the names, or null where the endpoint has no route.</summary>
    public Names? Of(Endpoint endpoint)
    {
        var names = _names.GetValue(endpoint, Create);
        return names.Route.Length == 0 ? null : names;
    }

    private static Names NamesOf(Endpoint endpoint)
    {
        var pattern = endpoint.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var route = endpoint is RouteEndpoint { RoutePattern: var routing } && pattern == routing.RawText ? ConventionalRoute.Expand(routing) : pattern;
        return pattern is null ? new Names(string.Empty, string.Empty) : new Names(OrRoot(pattern), OrRoot(route!));
    }

    private static string OrRoot(string route) => route.Length == 0 ? "/" : route;

    /// <param name="pattern">The route as it was declared, which .NET's own signals state.</param>
    /// <param name="route">The route with the controller and the action in it.</param>
    public sealed class Names(string pattern, string route)
    {
        private (string Method, string Name)[] _spanNames = [];

        public string Pattern { get; } = pattern;

        public string Route { get; } = route;

        /// <summary>Gets <c>GET /orders/{id}</c>.</summary>
        /// <param name="method">One of the known methods, of which there are few.</param>
        public string SpanName(string method)
        {
            foreach (var known in _spanNames)
            {
                if (known.Method == method)
                {
                    return known.Name;
                }
            }

            var name = $"{method} {Route}";
            _spanNames = [.. _spanNames, (method, name)];
            return name;
        }
    }
}
