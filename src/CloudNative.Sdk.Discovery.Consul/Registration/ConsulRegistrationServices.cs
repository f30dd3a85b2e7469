using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Adds the registration to the services.</summary>
internal static class ConsulRegistrationServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddCloudNativeOptions(ConsulRegistrationOptions.Binding);
        services.AddSingleton<RegistrationClient>();
        services.AddSingleton<RegistrationState>();
        services.AddSingleton<IDiscoveryReport>(provider => provider.GetRequiredService<RegistrationState>());
        services.AddSingleton<ServiceEntries>();
        services.AddSingleton<Registrar>();
        services.AddSingleton<RegistrationService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<RegistrationService>());
        services.AddCloudNativeDrainStep<LeaveStep>();
    }
}
