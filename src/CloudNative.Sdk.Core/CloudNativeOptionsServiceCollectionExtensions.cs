using System.Diagnostics.CodeAnalysis;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Core.Options;
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
    public static IServiceCollection AddCloudNativeOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IServiceCollection services, OptionsBinding<TOptions> binding)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(binding);
        if (IsRegistered(services, binding))
        {
            return services;
        }

        services.AddSingleton<IOptionsKeys>(binding);
        services.Add(new ServiceDescriptor(typeof(IConfigureOptions<TOptions>), binding.Bound, ServiceLifetime.Singleton));
        services.Add(new ServiceDescriptor(typeof(IValidateOptions<TOptions>), binding.Checked, ServiceLifetime.Singleton));
        services.AddSingleton(new StartedOptions(typeof(IOptions<TOptions>)));
        AddStartOptions(services);
        return services;
    }

    private static bool IsRegistered(IServiceCollection services, IOptionsKeys binding) => services.Any(service => ReferenceEquals(service.ImplementationInstance, binding));

    private static void AddStartOptions(IServiceCollection services)
    {
        if (!services.Any(service => service.ImplementationType == typeof(StartOptionsValidator)))
        {
            services.AddSingleton<IValidateOptions<StartOptions>, StartOptionsValidator>();
            services.AddOptions<StartOptions>().ValidateOnStart();
        }
    }
}
