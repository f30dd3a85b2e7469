using System.Text.Json.Nodes;
using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.Discovery.Consul.Instances;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

/// <summary>One entry that cannot be used costs that instance, and not the list.</summary>
public sealed class FaultyEntriesTests : IAsyncLifetime
{
    private ScriptedAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await ScriptedAgent.StartAsync();

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Theory]
    [InlineData(" ")]
    [InlineData("http://10.0.0.5")]
    [InlineData("10.0.0.5:8080")]
    [InlineData("10.0.0.5/evil")]
    [InlineData("user@evil")]
    [InlineData("a b")]
    [InlineData("[10.0.0.5]")]
    [InlineData("[[::1]]")]
    [InlineData("[::1]:8080")]
    [InlineData("::1/64")]
    [InlineData("[::1")]
    [InlineData("::1%/evil")]
    [InlineData("::1%@evil")]
    [InlineData("::1%?evil")]
    public async Task An_address_that_is_no_host_costs_its_instance_and_is_told_once(string address)
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1", address: address), Health.Instance("c-2")));
        _agent.Next(6, Health.Of(Health.Instance("c-1", address: address), Health.Instance("c-2", port: 2)));
        _agent.Refuse(500, "No cluster leader");
        _agent.Next(7, Health.Of(Health.Instance("c-1", address: address), Health.Instance("c-2", port: 3)));
        await using var watching = new Watching(_agent.Options());

        Assert.Equal(["10.0.0.1:8080"], Shown(await watching.NextAsync()));
        Assert.Equal(["10.0.0.1:2"], Shown(await watching.NextAsync()));
        await watching.FailureAsync();
        Assert.Equal(["10.0.0.1:3"], Shown(await watching.NextAsync()));
        Assert.Equal(
            $"CNS8339: the instance 'n1/c-1' of 'catalog' in Consul is not called: its address must be a host name or an IP address, without scheme, port and path, but was '{address}'. "
            + "Register it again with such a one",
            Assert.Single(watching.Logs.WithId(8339)));
    }

    [Theory]
    [InlineData("[fd00::1]", "fd00::1")]
    [InlineData("fd00::1", "fd00::1")]
    [InlineData("catalog-1.internal", "catalog-1.internal")]
    [InlineData("shop_catalog_1", "shop_catalog_1")]
    public async Task A_host_is_called_and_that_of_IPv6_without_brackets(string address, string host)
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1", address: address)));
        await using var watching = new Watching(_agent.Options());

        Assert.Equal(host, Assert.Single((await watching.NextAsync()).Endpoints).Host);
        Assert.Empty(watching.Logs.WithId(8339));
    }

    [Fact]
    public async Task A_check_that_is_null_costs_its_instance()
    {
        var faulty = Health.Instance("c-1");
        faulty["Checks"] = new JsonArray([null]);
        _agent.Next(5, Health.Of(faulty, Health.Instance("c-2", port: 2)));
        await using var watching = new Watching(_agent.Options());

        Assert.Equal(["10.0.0.1:2"], Shown(await watching.NextAsync()));
    }

    [Fact]
    public async Task Nothing_unexpected_ends_the_watch_of_another_data_centre()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")), dataCenter: "dc2");
        _agent.Next(6, Health.Of(Health.Instance("c-2")), dataCenter: "dc2");
        var options = _agent.Options();
        var logs = new CapturedLogs();
        using var logging = new LoggerFactory([logs]);
        using var connection = new ConsulConnection(new OptionsWrapper<ConsulOptions>(options), TimeProvider.System);
        var known = new KnownInstances(options.RestartGrace, TimeProvider.System);
        var watch = new DataCenterWatch(new WatchServices(connection, options, TimeProvider.System, logging.CreateLogger("watch")), "catalog", "dc2", known);
        using var end = new CancellationTokenSource();
        var answers = 0;

        var watching = watch.FollowOverFailuresAsync(
            () => _ = Interlocked.Increment(ref answers) == 1 ? throw new InvalidOperationException("Sequence contains no elements") : 0, end.Token);
        await Eventually.IsTrueAsync(() => known.Usable is [{ Entry.Service.ID: "c-2" }], "the answer after the fault");
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(
            "CNS8332: the instances of 'catalog' in the data centre 'dc2' cannot be followed; what was known stays in use: Sequence contains no elements",
            Assert.Single(logs.WithId(8332)));
    }

    private static IEnumerable<string> Shown(ServiceEndpoints state) => state.Endpoints.Select(endpoint => endpoint.ToString());
}
