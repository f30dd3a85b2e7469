using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

public sealed class LostDataTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ScriptedAgent _agent = null!;
    private Watching _watching = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await ScriptedAgent.StartAsync();
        _watching = new Watching(_agent.Options(options => options.RestartGrace = TimeSpan.FromSeconds(50)), _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.DisposeAsync();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_that_comes_back_empty_does_not_wipe_the_list()
    {
        await KnowAsync(100, Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2));
        _agent.Refuse(500, "gone");
        await _watching.FailureAsync();

        Assert.Equal([1, 2], await PortsAsync(3, Health.None));
        Assert.Equal(
            "CNS8331: Consul seems to have lost its data: 2 instances of 'catalog' are gone without having been deregistered or critical. They stay in use for 00:00:50, the time to register again",
            Assert.Single(_watching.Logs.WithId(8331)));
    }

    [Fact]
    public async Task A_watch_that_began_while_a_former_one_knew_nothing_and_had_not_ended_keeps_the_list_too()
    {
        _agent.Next(5, Health.None);
        _agent.Refuse(500, "gone");
        Assert.False((await _watching.NextAsync()).IsKnown);
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 2, "the last request of the former watch");
        _agent.Next(10, Health.Of(Health.Instance("c-1", port: 1)));
        await _watching.OverlapAsync();
        _agent.Refuse(500, "gone");
        await _watching.FailureAsync();

        Assert.Equal([1], await PortsAsync(3, Health.None));
    }

    [Fact]
    public async Task An_instance_that_has_registered_again_and_is_deregistered_then_is_gone_at_once()
    {
        await KnowAsync(100, Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2));
        await PortsAsync(3, Health.Of(Health.Instance("c-1", port: 1, created: 2)));

        Assert.Equal([2], await PortsAsync(4, Health.None));
    }

    [Fact]
    public async Task An_instance_that_is_there_and_critical_is_gone_at_once()
    {
        await KnowAsync(100, Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2));

        Assert.Equal([2], await PortsAsync(3, Health.Of(Health.Instance("c-1", port: 1, check: "critical"))));
    }

    [Fact]
    public async Task An_instance_that_registers_again_under_another_id_is_called_once()
    {
        await KnowAsync(100, Health.Instance("catalog-4711", port: 1));

        Assert.Equal([1], await PortsAsync(3, Health.Of(Health.Instance("catalog-0815", port: 1, created: 2))));
    }

    [Fact]
    public async Task After_a_failure_a_list_in_which_nothing_of_the_former_one_is_left_is_of_a_consul_without_its_data()
    {
        await KnowAsync(10, Health.Instance("c-1", port: 1, created: 8), Health.Instance("c-2", port: 2, created: 9));
        _agent.Refuse(500, "gone");
        await _watching.FailureAsync();

        Assert.Equal([1, 2], await PortsAsync(11, Health.Of(Health.Instance("c-1", port: 1, created: 7))));
    }

    [Fact]
    public async Task After_a_failure_a_list_with_one_of_the_former_instances_is_believed()
    {
        await KnowAsync(10, Health.Instance("c-1", port: 1, created: 8), Health.Instance("c-2", port: 2, created: 9));
        _agent.Refuse(500, "gone");
        await _watching.FailureAsync();

        Assert.Equal([1], await PortsAsync(11, Health.Of(Health.Instance("c-1", port: 1, created: 8))));
        Assert.Empty(_watching.Logs.WithId(8331));
    }

    [Fact]
    public async Task While_instances_are_missing_consul_is_asked_to_wait_no_longer_than_their_grace()
    {
        await KnowAsync(100, Health.Instance("c-1", port: 1));
        await PortsAsync(3, Health.None);
        await PortsAsync(3, Health.None);
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 4, "the request that blocks");

        Assert.Equal("?stale&index=3&wait=50000ms", _agent.Calls[3].Query);
    }

    private async Task KnowAsync(ulong index, params System.Text.Json.Nodes.JsonObject[] instances)
    {
        _agent.Next(index, Health.Of(instances));
        Assert.Equal(instances.Length, (await _watching.NextAsync()).Endpoints.Count);
    }

    private async Task<IEnumerable<int>> PortsAsync(ulong index, string body)
    {
        _agent.Next(index, body);
        var state = await _watching.NextAsync();
        Assert.True(state.IsKnown);
        return state.Endpoints.Select(endpoint => endpoint.Port).Order();
    }
}
