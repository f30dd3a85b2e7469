using CloudNative.Sdk.Discovery.Dns.Addresses;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Srv;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Dns;

/// <summary>Registers the sources <c>DnsSrv</c> and <c>Dns</c>.</summary>
internal static class DnsServiceCollectionExtensions
{
    public static IServiceCollection AddDnsSources(this IServiceCollection services)
    {
        services.AddCloudNativeOptions(DnsOptions.Binding);
        services.TryAddSingleton(SystemNames.OfMachine);
        services.TryAddSingleton<DnsServers>();
        services.TryAddSingleton<DnsClient>();
        services.TryAddSingleton<AddressLookup>();
        services.TryAddSingleton<SrvNames>();
        services.TryAddSingleton(provider => new DnsWatch(provider.GetRequiredService<IOptions<DnsOptions>>(), provider.GetRequiredService<TimeProvider>(), Random.Shared));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceEndpointSource, DnsSrvEndpointSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceEndpointSource, DnsEndpointSource>());
        return services;
    }
}
