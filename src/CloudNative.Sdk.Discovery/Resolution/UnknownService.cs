using CloudNative.Sdk.Discovery.Endpoints;
using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Says why a call by name goes nowhere, and what to do.</summary>
internal static class UnknownService
{
    public static HttpRequestException NotKnown(Uri uri, ServiceQuery query, IEnumerable<string> reasons) => NotResolved(
        $"CNS8302: service '{query.Service}' of '{LogicalName.Shown(uri)}' is not known. {string.Join(' ', reasons)} Correct the name, or add '{KeyOf(query)}'.");

    public static HttpRequestException NoEndpoint(Uri uri, ServiceQuery query, IEnumerable<string> reasons) => NotResolved(
        $"CNS8303: service '{query.Service}' has no endpoint '{query.Endpoint ?? string.Join("' or '", query.Schemes)}', which '{LogicalName.Shown(uri)}' asks for. "
        + $"{string.Join(' ', reasons)} Correct the URI, or add '{KeyOf(query)}'.");

    public static HttpRequestException NoAnswer(Uri uri, ServiceQuery query, IEnumerable<string> reasons, TimeSpan limit, Exception? cause = null) => NotResolved(
        $"CNS8306: the instances of service '{query.Service}' of '{LogicalName.Shown(uri)}' were not known within {limit:c}. "
        + $"{string.Join(' ', reasons)} Look at the registry, or set CloudNative:Discovery:SnapshotFile to survive its outages.", cause);

    public static HttpRequestException NoInstance(Uri uri, ServiceWatch watch, RoutingPolicy policy)
    {
        var instances = watch.State?.Set?.Instances.Length ?? 0;
        return new HttpRequestException(
            HttpRequestError.ConnectionError,
            instances == 0
                ? $"CNS8307: service '{watch.Query.Service}' of '{LogicalName.Shown(uri)}' has no instance now, says the source '{watch.State?.Source}'. Start one, or look at its health."
                : $"CNS8307: none of the {instances} instances of service '{watch.Query.Service}' belongs to a subset with a weight above 0 "
                    + $"({string.Join(", ", policy.Subsets.Select(subset => subset.Name))}). Correct CloudNative:Discovery:Services:{watch.Query.Service}:Subsets, or the metadata of the instances.");
    }

    private static string KeyOf(ServiceQuery query) => $"{ServiceMap.SectionName}:{query.Service}:{query.Endpoint ?? query.Schemes[0]}:0";

    private static HttpRequestException NotResolved(string message, Exception? cause = null) => new(HttpRequestError.NameResolutionError, message, cause);
}
