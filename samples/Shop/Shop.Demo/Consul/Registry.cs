using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Consul;

/// <summary>A real agent of Consul, and what the steps ask it.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private const string RoutingOfCatalog = "/v1/kv/cloudnative/discovery/catalog";

    private Registry(ConsulAgent agent) => Agent = agent;

    public ConsulAgent Agent { get; }

    /// <exception cref="ComponentUnavailableException">There is none on the path, and none can be had here.</exception>
    public static async Task<Registry> StartAsync(CancellationToken cancellationToken) =>
        new(await ConsulAgent.StartAsync(await FoundProgram.ObtainAsync(DebianComponent.Consul, cancellationToken), settings: null, cancellationToken));

    /// <summary>Reads the instances of a service that others may call.</summary>
    public async Task<IReadOnlyList<RegisteredInstance>> PassingAsync(string service, CancellationToken cancellationToken) =>
        [.. (await Agent.GetAsync($"/v1/health/service/{service}?passing", cancellationToken)).EnumerateArray().Select(Read)];

    /// <summary>Waits until others may call exactly these instances of a service.</summary>
    public Task UntilPassingAsync(string service, IReadOnlyCollection<ServiceProcess> instances, CancellationToken cancellationToken)
    {
        var wanted = instances.Select(instance => instance.Address.Application.Authority).ToHashSet();
        return Agent.WaitForAsync(
            $"{service} at {string.Join(", ", wanted)} alone",
            async token => wanted.SetEquals((await PassingAsync(service, token)).Select(instance => instance.Address)),
            cancellationToken);
    }

    /// <summary>Divides the calls to the catalogue between its colours by one write.</summary>
    /// <returns>What was written.</returns>
    public async Task<string> WriteWeightsAsync(int blue, int green, CancellationToken cancellationToken)
    {
        var routing = new JsonObject { ["Subsets"] = new JsonObject { [RunningShop.Blue] = Subset(RunningShop.Blue, blue), [RunningShop.Green] = Subset(RunningShop.Green, green) } };
        await Agent.PutAsync(RoutingOfCatalog, routing, cancellationToken);
        return $"{RoutingOfCatalog} = {routing.ToJsonString()}";
    }

    public ValueTask DisposeAsync() => Agent.DisposeAsync();

    private static JsonObject Subset(string colour, int weight) => new() { ["Match"] = $"colour={colour}", ["Weight"] = weight };

    private static RegisteredInstance Read(JsonElement entry)
    {
        var service = entry.GetProperty("Service");
        return new RegisteredInstance(
            service.GetProperty("ID").GetString()!,
            $"{service.GetProperty("Address").GetString()}:{service.GetProperty("Port").GetInt32()}",
            service.GetProperty("Meta").EnumerateObject().ToDictionary(meta => meta.Name, meta => meta.Value.GetString()!));
    }
}
