using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Tells whether a provider of OpenTelemetry is configured by the SDK alone: nothing else can then have added a view, a processor or an exporter to it.</summary>
/// <typeparam name="TProvider">The provider.</typeparam>
internal sealed class OwnConfiguration<TProvider>
{
    private readonly IServiceCollection _services;
    private readonly ServiceDescriptor[] _own;

    /// <summary>Notes what the SDK has configured until now, the last of the services being a configuration of the provider.</summary>
    /// <param name="services">The services.</param>
    /// <param name="first">How many services there were before the SDK added the first of its own.</param>
    public OwnConfiguration(IServiceCollection services, int first)
    {
        _services = services;
        _own = [.. services.Skip(first).Where(service => service.ServiceType == services[^1].ServiceType)];
    }

    /// <summary>Gets whether nothing but what was noted configures the provider.</summary>
    public bool IsAll => !_services.Any(service => service.ServiceType == _own[0].ServiceType && !_own.Contains(service));
}
