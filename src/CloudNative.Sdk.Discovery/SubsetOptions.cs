using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery;

/// <summary>A part of a service's instances, by their metadata, and its share of the calls.</summary>
/// <remarks>Configuration section: <c>CloudNative:Discovery:Services:&lt;service&gt;:Subsets:&lt;name&gt;</c>.</remarks>
public sealed class SubsetOptions
{
    internal static readonly OptionsBinding<SubsetOptions> Binding = new("CloudNative:Discovery:Defaults:Subsets", table => table
        .Text(nameof(Match), o => o.Match, (o, value) => o.Match = value, "must be key=value, or several with commas between them", text => MetadataMatch.TryParse(text) is not null)
        .WholeNumber(nameof(Weight), o => o.Weight, (o, value) => o.Weight = value, 0, 1_000_000));

    /// <summary>Gets or sets which instances belong to the subset.</summary>
    /// <value><c>version=v2</c> or <c>version=v2, colour=green</c>: all must hold. Without regard to case. Required.</value>
    public string Match { get; set; } = string.Empty;

    /// <summary>Gets or sets the share of the calls, against that of the other subsets.</summary>
    /// <value>0 to 1,000,000; the default is 0: no calls.</value>
    public int Weight { get; set; }
}
