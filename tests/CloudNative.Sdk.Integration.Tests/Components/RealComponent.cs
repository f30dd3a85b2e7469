using CloudNative.Sdk.TestSupport.Components;

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

    public static async Task<ConsulAgent> StartConsulAsync(ConsulSettings? settings, CancellationToken cancellationToken) =>
        await ConsulAgent.StartAsync(await ConsulAsync(cancellationToken), settings, cancellationToken);

    public static async Task<ConsulCluster> StartConsulClusterAsync(int servers, ConsulSettings? settings, CancellationToken cancellationToken) =>
        await ConsulCluster.StartAsync(await ConsulAsync(cancellationToken), servers, settings, cancellationToken);

    private static async Task<string> ConsulAsync(CancellationToken cancellationToken) =>
        (await ObtainAsync(DebianComponent.Consul, cancellationToken)).PathOf(DebianComponent.Consul.Program!);

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
