using System.Diagnostics.CodeAnalysis;
using CloudNative.Sdk.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what features contribute to the service's operation.</summary>
public static class CloudNativeCoreServiceCollectionExtensions
{
    /// <summary>Adds an endpoint to the ops server.</summary>
    /// <typeparam name="TEndpoint">The endpoint, a singleton; added twice it is registered once.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeOpsEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEndpoint>(
        this IServiceCollection services)
        where TEndpoint : class, IOpsEndpoint
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOpsEndpoint, TEndpoint>());
        return services;
    }

    /// <summary>Adds a panel to the page of the ops server.</summary>
    /// <typeparam name="TPanel">The panel, a singleton; added twice it is registered once.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeOpsPanel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPanel>(
        this IServiceCollection services)
        where TPanel : class, IOpsPanel
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOpsPanel, TPanel>());
        return services;
    }

    /// <summary>Adds a check before the host starts.</summary>
    /// <typeparam name="TCheck">The check, a singleton; added twice it is registered once.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeStartCheck<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCheck>(
        this IServiceCollection services)
        where TCheck : class, IStartCheck
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartCheck, TCheck>());
        return services;
    }

    /// <summary>Adds work to be done once the service has started.</summary>
    /// <typeparam name="TStep">The step, a singleton; added twice it is registered once.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeStartedStep<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep>(
        this IServiceCollection services)
        where TStep : class, IStartedStep
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartedStep, TStep>());
        return services;
    }

    /// <summary>Adds work to be done while the service drains.</summary>
    /// <typeparam name="TStep">The step, a singleton; added twice it is registered once.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCloudNativeDrainStep<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStep>(
        this IServiceCollection services)
        where TStep : class, IDrainStep
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDrainStep, TStep>());
        return services;
    }
}
