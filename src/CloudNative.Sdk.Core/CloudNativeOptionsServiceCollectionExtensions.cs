using CloudNative.Sdk.Core;
using CloudNative.Sdk.Core.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers options that are read and checked by an <see cref="OptionsBinding{TOptions}"/>.</summary>
public static class CloudNativeOptionsServiceCollectionExtensions
{
    /// <summary>Reads the options from the configuration once, and checks them when the host starts.</summary>
    /// <typeparam name="TOptions">The options class.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="binding">The table of the options; the same object given twice is registered once.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeOptions<TOptions>(this IServiceCollection services, OptionsBinding<TOptions> binding)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(binding);
        if (IsRegistered(services, binding))
        {
            return services;
        }

        services.AddSingleton<IOptionsSection>(binding);
        services.Add(new ServiceDescriptor(typeof(IConfigureOptions<TOptions>), binding.Bound, ServiceLifetime.Singleton));
        services.Add(new ServiceDescriptor(typeof(IValidateOptions<TOptions>), binding.Checked, ServiceLifetime.Singleton));
        services.TryAdd(new ServiceDescriptor(typeof(IOptions<TOptions>), binding.Made, ServiceLifetime.Singleton));
        services.AddSingleton(new StartedOptions(binding, typeof(IOptions<TOptions>)));
        AddStartOptions(services);
        return services;
    }

    private static bool IsRegistered(IServiceCollection services, IOptionsSection binding) => services.Any(service => ReferenceEquals(service.ImplementationInstance, binding));

    private static void AddStartOptions(IServiceCollection services)
    {
        if (!services.Any(service => service.ServiceType == typeof(OptionsOrigins)))
        {
            services.AddSingleton(provider => new OptionsOrigins(services, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
            services.AddSingleton<IOptionsMonitor<StartOptions>, StartMonitor>();
            services.AddOptions<StartOptions>().ValidateOnStart();
        }
    }
}
