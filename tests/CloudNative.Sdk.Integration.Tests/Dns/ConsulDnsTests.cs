using System.Text.Json.Nodes;
using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Components;

namespace CloudNative.Sdk.Integration.Tests.Dns;

public sealed class ConsulDnsTests
{
    private static readonly ServiceQuery Catalog = new("catalog", null, ["http"], IsExplicit: false);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_are_found_with_the_addresses_that_come_along()
    {
        await using var consul = await RealComponent.StartConsulAsync(null, Cancelled);
        await RegisterAsync(consul, 8081, "10.0.0.1", 3);
        await RegisterAsync(consul, 8082, "10.0.0.2", 1);
        await using var names = NamesOf(consul);

        var state = await names.FindAsync("DnsSrv", Catalog, Cancelled);

        Assert.Equal(["1 3 ?://10.0.0.1:8081 (catalog)", "1 1 ?://10.0.0.2:8082 (catalog)"], NamesOfServer.Shown(state));
    }

    [Fact]
    public async Task By_tcp_all_of_many_instances_are_found()
    {
        await using var consul = await RealComponent.StartConsulAsync(null, Cancelled);
        for (var n = 1; n <= 60; n++)
        {
            await RegisterAsync(consul, 8000 + n, $"10.0.0.{n}", 1);
        }

        await using var names = NamesOf(consul);

        var state = await names.FindAsync("DnsSrv", Catalog, Cancelled);

        Assert.Equal(Enumerable.Range(8001, 60), state.Endpoints.Select(endpoint => endpoint.Port).Order());
    }

    [Fact]
    public async Task A_service_that_appears_is_found_within_2_seconds_and_one_that_goes_is_unknown_again()
    {
        await using var consul = await RealComponent.StartConsulAsync(null, Cancelled);
        await using var names = NamesOf(consul);
        await using var watch = names.WatchAsync("DnsSrv", Catalog, Cancelled).GetAsyncEnumerator(Cancelled);
        await watch.MoveNextAsync();
        Assert.Equal("DNS has no SRV record at catalog.service.consul", watch.Current.Reason);

        var registered = TimeProvider.System.GetTimestamp();
        await RegisterAsync(consul, 8081, "10.0.0.1", 1);
        await watch.MoveNextAsync();
        Assert.Equal(["1 1 ?://10.0.0.1:8081 (catalog)"], NamesOfServer.Shown(watch.Current));
        Assert.True(TimeProvider.System.GetElapsedTime(registered) < TimeSpan.FromSeconds(2));

        await consul.PutAsync("/v1/agent/service/deregister/catalog-8081", null, Cancelled);
        await watch.MoveNextAsync();
        Assert.False(watch.Current.IsKnown);
    }

    private static NamesOfServer NamesOf(ConsulAgent consul) => new(consul.Dns, ("SrvName", "{service}.service.consul"), ("TcpOnly", "true"));

    private static Task<string> RegisterAsync(ConsulAgent consul, int port, string address, int weight) => consul.PutAsync(
        "/v1/agent/service/register",
        new JsonObject
        {
            ["ID"] = $"catalog-{port}",
            ["Name"] = "catalog",
            ["Address"] = address,
            ["Port"] = port,
            ["Weights"] = new JsonObject { ["Passing"] = weight, ["Warning"] = 1 },
        },
        Cancelled);
}
