namespace CloudNative.Sdk.Discovery.Routing;

/// <summary>A part of a service's instances with its share of the calls; immutable.</summary>
internal sealed record Subset(string Name, int Weight, MetadataMatch Match)
{
    public static Subset Of(KeyValuePair<string, SubsetOptions> options) =>
        new(options.Key, options.Value.Weight, MetadataMatch.TryParse(options.Value.Match) ?? throw new FormatException($"'{options.Value.Match}' was not checked."));
}
