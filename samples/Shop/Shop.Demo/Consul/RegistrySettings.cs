using System.Globalization;

namespace Shop.Demo.Consul;

/// <summary>What a deployment tells a service, so that it registers itself in Consul and finds others there.</summary>
internal static class RegistrySettings
{
    /// <summary>How long Consul believes in the last sign of life: short, so that the demo need not wait.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(3);

    public static IEnumerable<KeyValuePair<string, string>> Of(string project, Uri consul) =>
    [
        KeyValuePair.Create("OTEL_SERVICE_NAME", NameOf(project)),
        KeyValuePair.Create("CloudNative:Discovery:Consul:Address", consul.ToString()),
        KeyValuePair.Create("CloudNative:Discovery:Consul:Registration:Ttl", Ttl.ToString("c", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Gets the name by which others call the service: <c>Shop.Catalog</c> is <c>catalog</c>.</summary>
    public static string NameOf(string project) => project[(project.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
