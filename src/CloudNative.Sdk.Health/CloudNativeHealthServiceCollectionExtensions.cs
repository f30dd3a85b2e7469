using System.Diagnostics.CodeAnalysis;
using CloudNative.Sdk.Health;
using CloudNative.Sdk.Health.Startup;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds start-up tasks.</summary>
public static class CloudNativeHealthServiceCollectionExtensions
{
    /// <summary>Adds a task to be done before the service takes requests. Tasks run one after another in the order of these calls.</summary>
    /// <typeparam name="TTask">The task, created in a scope of its own.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="timeout">How long it may run; <see langword="null"/> leaves it to <see cref="HealthOptions.StartupTimeout"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not greater than zero.</exception>
    public static IServiceCollection AddStartupTask<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTask>(
        this IServiceCollection services, TimeSpan? timeout = null)
        where TTask : class, IStartupTask =>
        services.AddStartupTask(
            typeof(TTask).Name, (provider, cancellationToken) => ActivatorUtilities.GetServiceOrCreateInstance<TTask>(provider).RunAsync(cancellationToken), timeout);

    /// <summary>Adds a task to be done before the service takes requests. Tasks run one after another in the order of these calls.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, for logs and metrics.</param>
    /// <param name="run">Does the work, with the services of a scope of its own.</param>
    /// <param name="timeout">How long it may run; <see langword="null"/> leaves it to <see cref="HealthOptions.StartupTimeout"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not greater than zero.</exception>
    public static IServiceCollection AddStartupTask(
        this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task> run, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(run);
        if (timeout is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(timeout));
        }

        services.AddCloudNativeOptions(HealthOptions.Binding);
        services.AddSystemClock();
        services.TryAddSingleton<StartupState>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupTaskRunner>());
        return services.AddSingleton(new StartupTaskRegistration(name, timeout, run));
    }
}
