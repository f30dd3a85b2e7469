using CloudNative.Sdk.Testing.Components;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>Obtains components for tests: one that cannot be had skips the test with the reason.</summary>
internal static class RealComponent
{
    public static Task<ComponentFolder> ObtainAsync(DebianComponent component, CancellationToken cancellationToken) =>
        OrSkipAsync(ComponentCache.ObtainAsync(component, cancellationToken));

    public static Task<ComponentFolder> ObtainAsync(string name, Func<string, CancellationToken, Task> make, CancellationToken cancellationToken) =>
        OrSkipAsync(ComponentCache.ObtainAsync(name, make, cancellationToken));

    public static async Task<Prometheus> StartPrometheusAsync(string target, CancellationToken cancellationToken)
    {
        var component = await ObtainAsync(DebianComponent.Prometheus, cancellationToken);
        return await Prometheus.StartAsync(component.PathOf(Prometheus.Program), target, cancellationToken);
    }

    private static async Task<ComponentFolder> OrSkipAsync(Task<ComponentFolder> component)
    {
        try
        {
            return await component;
        }
        catch (ComponentUnavailableException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }
}
