using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Sources;

/// <summary>Puts the sources into the order in which they are asked.</summary>
internal sealed class SourceOrder(IEnumerable<IServiceEndpointSource> sources, RoutingPolicies policies)
{
    public IServiceEndpointSource[] InOrder()
    {
        var known = sources.ToArray();
        var names = policies.Options.Sources;
        return names.Count == 0
            ? [.. known.Where(source => source.IsConfigured).OrderBy(source => source is ConfigurationSource ? 0 : 1)]
            : [.. names.Select(name => Find(known, name)).OfType<IServiceEndpointSource>()];
    }

    /// <summary>Gets what is wrong in the list of names.</summary>
    public static IEnumerable<string> Faults(DiscoveryOptions options, IEnumerable<IServiceEndpointSource> sources)
    {
        var known = sources.ToArray();
        for (var i = 0; i < options.Sources.Count; i++)
        {
            var name = options.Sources[i];
            if (Find(known, name) is null)
            {
                yield return $"{DiscoveryOptions.SectionName}:{nameof(DiscoveryOptions.Sources)}:{i} must be one of {string.Join(", ", known.Select(source => source.Name))}, but was '{name}'.";
            }
        }
    }

    private static IServiceEndpointSource? Find(IServiceEndpointSource[] known, string name) =>
        Array.Find(known, source => source.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
