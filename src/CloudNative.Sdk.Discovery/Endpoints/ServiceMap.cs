using System.Text.RegularExpressions;
using CloudNative.Sdk.Secrets;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>The services of the configuration with their endpoints and addresses, at one moment; immutable.</summary>
/// <remarks><c>Services:&lt;service&gt;:&lt;endpoint&gt;:&lt;n&gt;</c>, or without <c>&lt;n&gt;</c> where there is one address.</remarks>
internal sealed partial class ServiceMap
{
    public const string SectionName = "Services";

    private readonly Dictionary<string, Dictionary<string, ServiceAddress[]>> _services;

    private ServiceMap(Dictionary<string, Dictionary<string, ServiceAddress[]>> services, List<string> faults)
    {
        _services = services;
        Faults = faults;
    }

    /// <summary>Gets what is wrong in the section, each with its full key; an entry with a fault is not in the map.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Gets the services that have endpoints, in alphabetical order.</summary>
    public IEnumerable<string> Services => _services.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is known, as a sentence for messages.</summary>
    public string Known => Services.Any() ? $"Known services: {string.Join(", ", Services)}." : "No service has endpoints.";

    public static ServiceMap Read(IConfiguration configuration)
    {
        var services = new Dictionary<string, Dictionary<string, ServiceAddress[]>>(StringComparer.OrdinalIgnoreCase);
        List<string> faults = [];
        foreach (var service in configuration.GetSection(SectionName).GetChildren())
        {
            if (service.Value is { Length: > 0 })
            {
                faults.Add($"{service.Path} must hold endpoints, as {service.Path}:http:0, but was {Shown(service.Value)}.");
            }

            var endpoints = ReadEndpoints(service, faults);
            if (endpoints.Count > 0)
            {
                services.Add(service.Key, endpoints);
            }
        }

        return new ServiceMap(services, faults);
    }

    public bool Knows(string service) => _services.ContainsKey(service);

    /// <summary>Gets the endpoints of a service that is known, in alphabetical order.</summary>
    public IEnumerable<string> EndpointsOf(string service) => _services[service].Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the addresses of an endpoint, or null where the service has no such endpoint.</summary>
    public ServiceAddress[]? Find(string service, string endpoint) =>
        _services.TryGetValue(service, out var endpoints) && endpoints.TryGetValue(endpoint, out var addresses) ? addresses : null;

    /// <summary>Shows a value that is not an address without what may be secret: the section may belong to somebody else, and hold keys.</summary>
    private static string Shown(string value) =>
        value.Contains("://", StringComparison.Ordinal) || AddressPattern().IsMatch(value) ? $"'{SecretText.Hide(value)}'" : "a value that is no address";

    /// <summary>Something like <c>host:port</c>.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.\-\[\]:_]*:-?[0-9A-Za-z]{0,8}$")]
    private static partial Regex AddressPattern();

    private static Dictionary<string, ServiceAddress[]> ReadEndpoints(IConfigurationSection service, List<string> faults)
    {
        var endpoints = new Dictionary<string, ServiceAddress[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in service.GetChildren())
        {
            List<ServiceAddress> addresses = [];
            foreach (var entry in endpoint.GetChildren().Prepend(endpoint).Where(entry => entry.Value is { Length: > 0 }))
            {
                if (ServiceAddress.TryParse(entry.Value!, out var address))
                {
                    addresses.Add(address);
                }
                else
                {
                    faults.Add($"{entry.Path} {ServiceAddress.Rule}, but was {Shown(entry.Value!)}.");
                }
            }

            if (addresses.Count > 0)
            {
                endpoints.Add(endpoint.Key, [.. addresses]);
            }
        }

        return endpoints;
    }
}
