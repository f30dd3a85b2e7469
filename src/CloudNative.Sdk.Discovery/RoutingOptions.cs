using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery;

/// <summary>Says to which of its instances the calls of a service go. What is null or empty is taken from the next more general place.</summary>
/// <remarks>
/// Configuration sections, from the general to the special: <c>CloudNative:Discovery:Defaults</c>, <c>CloudNative:Discovery:Services:&lt;service&gt;</c>,
/// <c>CloudNative:Discovery:Clients:&lt;name of the HttpClient&gt;</c>. Changes take effect without a restart.
/// </remarks>
public sealed class RoutingOptions
{
    internal static readonly OptionsBinding<RoutingOptions> Binding = new("CloudNative:Discovery:Defaults", table => table
        .Choice(nameof(Balancer), typeof(LoadBalancing), o => o.Balancer ?? LoadBalancing.LeastLoaded, (o, value) => o.Balancer = (LoadBalancing)value)
        .Boolean(nameof(PreferLocalZone), (o, value) => o.PreferLocalZone = value)
        .TextList(nameof(DataCenters), o => o.DataCenters)
        .Text(nameof(StickyHeader), o => o.StickyHeader ?? string.Empty, (o, value) => o.StickyHeader = value, "must be the name of a header", IsHeaderName)
        .Named(nameof(Subsets), o => o.Subsets, SubsetOptions.Binding)
        .Rule((o, check) => check.Require(
            o.Subsets.Count == 0 || o.Subsets.Values.Any(subset => subset.Weight > 0), nameof(Subsets), "must have a subset with a weight above 0", "none")));

    /// <summary>Gets or sets how an instance is chosen.</summary>
    /// <value>The default is <see cref="LoadBalancing.LeastLoaded"/>.</value>
    public LoadBalancing? Balancer { get; set; }

    /// <summary>Gets or sets whether instances in the zone of the caller are preferred.</summary>
    /// <value>The default is true. Where the zone has less than its share of the service's instances, the rest of the calls goes to the other zones.</value>
    public bool? PreferLocalZone { get; set; }

    /// <summary>Gets the data centres in the order of preference: the instances of one are called only when those before it have none available.</summary>
    /// <value>By default the caller's own, then all others alike.</value>
    public IList<string> DataCenters { get; } = [];

    /// <summary>Gets or sets the header of the request by which the subset is chosen: the same value always leads to the same subset, as long as the weights stay.</summary>
    /// <value>By default none: each call is distributed by the weights alone.</value>
    public string? StickyHeader { get; set; }

    /// <summary>Gets the subsets by name. When there are any, only their instances are called, each subset with its share of the calls.</summary>
    /// <value>By default none: all instances are one.</value>
    public IDictionary<string, SubsetOptions> Subsets { get; } = new Dictionary<string, SubsetOptions>(StringComparer.OrdinalIgnoreCase);

    private static bool IsHeaderName(string name) => name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal));
}
