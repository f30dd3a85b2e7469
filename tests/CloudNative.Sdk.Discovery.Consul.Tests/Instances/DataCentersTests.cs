using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

public sealed class DataCentersTests : IAsyncLifetime
{
    private ScriptedAgent _agent = null!;
    private Watching _watching = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await ScriptedAgent.StartAsync();
        _watching = new Watching(_agent.Options(options =>
        {
            options.Datacenters.Add("dc1");
            options.Datacenters.Add("dc2");
            options.Datacenters.Add("DC1");
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.DisposeAsync();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Instances_of_the_first_come_before_those_of_the_others()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")), dataCenter: "dc1");
        Assert.Equal(["dc1 0 10.0.0.1"], Shown(await _watching.NextAsync()));
        _agent.Next(7, Health.Of(Health.Instance("c-1", dataCenter: "dc2", address: string.Empty)), dataCenter: "dc2");

        Assert.Equal(["dc1 0 10.0.0.1", "dc2 1 198.51.100.99"], Shown(await _watching.NextAsync()));
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 4, "one request in flight for each");
        Assert.Equal(["?stale&dc=dc1", "?stale&dc=dc2", "?stale&index=5&wait=60000ms&dc=dc1", "?stale&index=7&wait=60000ms&dc=dc2"], _agent.Calls.Select(call => call.Query).Order());
    }

    [Fact]
    public async Task A_service_that_only_another_one_has_is_found()
    {
        _agent.Next(5, Health.None, dataCenter: "dc1");
        _agent.Next(7, Health.Of(Health.Instance("c-1", dataCenter: "dc2")), dataCenter: "dc2");

        Assert.Equal(["dc2 1 10.0.0.1"], Shown(await _watching.NextAsync()));
    }

    [Fact]
    public async Task A_service_that_none_has_is_unknown_once_all_have_answered_or_failed()
    {
        _agent.Next(5, Health.None, dataCenter: "dc1");
        _agent.Refuse(500, "No path to datacenter", dataCenter: "dc2");

        Assert.False((await _watching.NextAsync()).IsKnown);
        Assert.Equal(
            $"CNS8332: the instances of 'catalog' in the data centre 'dc2' cannot be followed; what was known stays in use: reading the instances of 'catalog': Consul at {_agent.Address} answered 500 InternalServerError, 'No path to datacenter'.",
            Assert.Single(_watching.Logs.WithId(8332)));
    }

    [Fact]
    public async Task What_another_one_had_stays_while_it_fails()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")), dataCenter: "dc1");
        await _watching.NextAsync();
        _agent.Next(7, Health.Of(Health.Instance("c-2", dataCenter: "dc2")), dataCenter: "dc2");
        await _watching.NextAsync();
        _agent.Refuse(500, "No path to datacenter", dataCenter: "dc2");

        _agent.Next(8, Health.Of(Health.Instance("c-2", dataCenter: "dc2", address: "10.0.0.3")), dataCenter: "dc2");

        var shown = Shown(await _watching.NextAsync()).ToArray();
        while (shown is ["dc1 0 10.0.0.1", "dc2 1 10.0.0.1"])
        {
            shown = [.. Shown(await _watching.NextAsync())];
        }

        Assert.Equal(["dc1 0 10.0.0.1", "dc2 1 10.0.0.3"], shown);
        Assert.Single(_watching.Logs.WithId(8332));
    }

    [Fact]
    public async Task Instances_of_nodes_with_the_same_name_are_told_apart()
    {
        _agent.Next(5, Health.None, dataCenter: "dc1");
        _agent.Next(7, Health.Of(Health.Instance("c-1", dataCenter: "dc2")), dataCenter: "dc2");

        Assert.Equal("dc2/n1/c-1", Assert.Single((await _watching.NextAsync()).Endpoints).Id);
    }

    private static IEnumerable<string> Shown(ServiceEndpoints state) => state.Endpoints.Select(endpoint => $"{endpoint.DataCenter} {endpoint.Priority} {endpoint.Host}");
}
