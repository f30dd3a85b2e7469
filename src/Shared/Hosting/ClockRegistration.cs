using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudNative.Sdk.Hosting;

/// <summary>Registers the clock of the system, where there is no other.</summary>
internal static class ClockRegistration
{
    /// <remarks>By a factory: .NET compiles how a service that was registered as an object is found, when it is asked for it again.</remarks>
    public static void AddSystemClock(this IServiceCollection services) => services.TryAddSingleton(_ => TimeProvider.System);
}
