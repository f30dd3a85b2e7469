using System.Text;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Discovery.Consul.Routing;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Routing;

public sealed class RoutingFollowerTests : IAsyncLifetime
{
    private const string Balancer = "CloudNative:Discovery:Services:catalog:Balancer";

    private ScriptedAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await ScriptedAgent.StartAsync();

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task The_start_waits_for_the_routing_and_each_change_is_followed()
    {
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await using var host = await StartAsync((Balancer, "RoundRobin"));
        Assert.Equal("Random", Setting(host));
        _agent.Next(6, Keys(("catalog/Balancer", "Weighted")));
        await BecomesAsync(host, "Weighted");

        Assert.Equal("/v1/kv/cloudnative/discovery/", _agent.Calls[0].Path);
        Assert.Equal(["?recurse&stale", "?recurse&stale&index=5&wait=60000ms"], _agent.Calls.Take(2).Select(call => call.Query));
        Assert.Equal("Routing in Consul has changed; services with settings: catalog", host.Logs.WithId(8335).First());
    }

    [Fact]
    public async Task Without_a_key_the_rest_of_the_configuration_counts()
    {
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await using var host = await StartAsync((Balancer, "RoundRobin"));
        _agent.Next(6, string.Empty, status: 404);

        await BecomesAsync(host, "RoundRobin");
    }

    [Fact]
    public async Task A_consul_that_has_lost_its_data_does_not_clear_the_routing()
    {
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await using var host = await StartAsync((Balancer, "RoundRobin"));
        for (var restart = 0; restart < 2; restart++)
        {
            _agent.Refuse(500, "No cluster leader");
            _agent.Next(1, string.Empty, status: 404);
        }

        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 6, "the request after two restarts");
        Assert.Equal("Random", Setting(host));
        Assert.Equal(
            "CNS8338: Consul seems to have lost its data: there is no key below 'cloudnative/discovery/' any more. The routing that was read before stays until there are keys again",
            host.Logs.WithId(8338).Single());

        _agent.Next(2, Keys(("catalog/Balancer", "Weighted")));
        await BecomesAsync(host, "Weighted");
        _agent.Next(3, string.Empty, status: 404);
        await BecomesAsync(host, "RoundRobin");
    }

    [Fact]
    public async Task A_fault_is_logged_and_what_was_read_before_stays()
    {
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await using var host = await StartAsync();
        _agent.Next(6, Keys(("catalog/Balancer", "Weighted"), ("catalog/Subsets", "{")));
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8333).Any(), "the fault");

        Assert.Equal("Random", Setting(host));
        Assert.StartsWith(
            "CNS8333: routing in Consul is not used for a service, and what was read before stays: key 'cloudnative/discovery/catalog/Subsets' must hold valid JSON",
            host.Logs.WithId(8333).Single(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{"Key":"cloudnative/discovery/catalog","Value":"no base64"}]""")]
    public async Task What_was_read_stays_while_consul_fails(string body)
    {
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await using var host = await StartAsync();
        _agent.Next(6, body);
        _agent.Refuse(500, "No cluster leader");
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 4, "the request after two failures");

        Assert.Equal("Random", Setting(host));
        Assert.StartsWith(
            "CNS8334: routing in Consul cannot be followed; what was read before stays: reading the keys below 'cloudnative/discovery/'", host.Logs.WithId(8334).Single(), StringComparison.Ordinal);
        _agent.Next(7, Keys(("catalog/Balancer", "Weighted")));
        await BecomesAsync(host, "Weighted");
    }

    [Fact]
    public async Task A_consul_that_hangs_holds_the_start_up_for_a_short_time_only()
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var host = await StartAsync((Balancer, "RoundRobin"));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), RoutingFollower.StartLimit, RoutingFollower.StartLimit * 4);
        Assert.Equal("CNS8337: Consul has not told the routing within 00:00:02; the service starts without it", Assert.Single(host.Logs.WithId(8337)));
        _agent.Next(5, Keys(("catalog/Balancer", "Random")));
        await BecomesAsync(host, "Random");
    }

    [Fact]
    public async Task A_consul_that_refuses_does_not_hold_the_start_up()
    {
        _agent.Refuse(403, "Permission denied");
        await using var host = await StartAsync();

        Assert.Empty(host.Logs.WithId(8337));
        Assert.Single(host.Logs.WithId(8334));
    }

    [Fact]
    public async Task Nothing_unexpected_ends_the_following_or_holds_the_start_up()
    {
        var file = Path.Combine(Path.GetTempPath(), $"consul-token-{Guid.NewGuid():N}");
        await using var host = await StartAsync(("CloudNative:Discovery:Consul:TokenFile", file + '\0'));

        Assert.Empty(host.Logs.WithId(8337));
        Assert.StartsWith("CNS8334: routing in Consul cannot be followed; what was read before stays: Null character in path.", Assert.Single(host.Logs.WithId(8334)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CloudNative:Discovery:Consul:Routing", "false")]
    [InlineData("CloudNative:Discovery:Consul:Address", "")]
    public async Task Without_routing_or_without_an_address_nothing_is_asked(string key, string value)
    {
        await using var host = await StartAsync((key, value));

        Assert.Empty(_agent.Calls);
    }

    [Fact]
    public async Task The_end_of_the_host_ends_the_request()
    {
        _agent.Next(5, Keys());
        var host = await StartAsync();
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 2, "the request that is held");
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await host.DisposeAsync();

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Id == 8334);
    }

    private static string? Setting(TestHost host) => host.Services.GetRequiredService<IConfiguration>()[Balancer];

    private static Task BecomesAsync(TestHost host, string value) => Eventually.IsTrueAsync(() => Setting(host) == value, $"the setting to become {value}");

    private static string Keys(params (string Key, string Value)[] pairs) => new JsonArray([.. pairs.Select(pair => new JsonObject
    {
        ["Key"] = $"cloudnative/discovery/{pair.Key}",
        ["Value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value)),
        ["Flags"] = 0,
    })]).ToJsonString();

    private Task<TestHost> StartAsync(params (string Key, string Value)[] configuration)
    {
        var settings = new Dictionary<string, string> { ["CloudNative:Discovery:Consul:Address"] = _agent.Address, ["CloudNative:Discovery:Consul:Routing"] = "true" };
        foreach (var (key, value) in configuration)
        {
            settings[key] = value;
        }

        return TestHost.Worker(builder => builder.AddCloudNativeConsul(), [.. settings.Select(setting => (setting.Key, setting.Value))]).StartAsync();
    }
}
