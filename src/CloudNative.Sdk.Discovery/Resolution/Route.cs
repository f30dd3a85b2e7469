using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>The way of one client to one service; thread-safe.</summary>
internal sealed class Route(ServiceWatch watch, string client, Uri logical, RoutingPolicies policies, TimeProvider time)
{
    private volatile Planned? _planned;

    public ServiceWatch Watch => watch;

    public Uri Logical => logical;

    /// <summary>Picks an instance.</summary>
    /// <param name="request">The request, whose headers and former attempts count; or null.</param>
    /// <param name="tried">The instances that the request was sent to; or null.</param>
    /// <param name="now">The time of the clock at which the call begins.</param>
    /// <returns>Null while the instances are not known.</returns>
    /// <exception cref="HttpRequestException">The service has no instance that may be called.</exception>
    public Instance? Pick(HttpRequestMessage? request, TriedInstances? tried, out long now)
    {
        now = time.GetTimestamp();
        watch.Use(now);
        if (watch.State?.Set is not { } set)
        {
            return null;
        }

        var planned = _planned;
        var plan = planned is not null && ReferenceEquals(planned.Plan.Set, set) && ReferenceEquals(planned.Options, policies.Options) ? planned.Plan : MakePlan(set);

        if (plan.IsEmpty)
        {
            throw UnknownService.NoInstance(logical, watch, plan.Policy);
        }

        return plan.Pick(plan.Policy.StickyHeader is { } header ? Value(request, header) : null, tried, now);
    }

    private static string? Value(HttpRequestMessage? request, string header) =>
        request is not null && request.Headers.NonValidated.TryGetValues(header, out var values) ? values.ToString() : null;

    private Plan MakePlan(InstanceSet set)
    {
        var options = policies.Options;
        var plan = Plan.Make(set, policies.Of(watch.Query.Service, client));
        _planned = new Planned(plan, options);
        return plan;
    }

    private sealed record Planned(Plan Plan, DiscoveryOptions Options);
}
