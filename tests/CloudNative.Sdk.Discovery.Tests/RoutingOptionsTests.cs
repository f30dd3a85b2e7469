using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class RoutingOptionsTests
{
    [Fact]
    public void Every_fault_is_reported_with_its_key()
    {
        var (_, result) = OptionsReader.Read(
            DiscoveryOptions.Binding,
            "Production",
            ("CloudNative:Discovery:FirstAnswerTimeout", "00:05:00"),
            ("CloudNative:Discovery:Ejection:BaseTime", "00:02:00"),
            ("CloudNative:Discovery:Defaults:Balancer", "Fastest"),
            ("CloudNative:Discovery:Services:catalog:Subsets:green:Match", "version"),
            ("CloudNative:Discovery:Services:catalog:Subsets:green:Weight", "-1"),
            ("CloudNative:Discovery:Services:orders:Subsets:blue:Match", "version=1"),
            ("CloudNative:Discovery:Clients:web:StickyHeader", "X User"));

        Assert.Equal(
            [
                "CloudNative:Discovery:FirstAnswerTimeout must be from 00:00:00.0100000 to 00:01:00, but was 00:05:00.",
                "CloudNative:Discovery:Ejection:MaxTime must be at least BaseTime (00:02:00), but was 00:01:00.",
                "CloudNative:Discovery:Defaults:Balancer must be one of LeastLoaded, RoundRobin, Random, Weighted, but was 'Fastest'.",
                "CloudNative:Discovery:Services:catalog:Subsets:green:Match must be key=value, or several with commas between them, but was 'version'.",
                "CloudNative:Discovery:Services:catalog:Subsets:green:Weight must be from 0 to 1000000, but was -1.",
                "CloudNative:Discovery:Services:orders:Subsets must have a subset with a weight above 0, but was 'none'.",
                "CloudNative:Discovery:Clients:web:StickyHeader must be the name of a header, but was 'X User'.",
            ],
            result.Failures);
    }

    [Fact]
    public void The_special_place_wins_key_by_key()
    {
        var (options, result) = OptionsReader.Read(
            DiscoveryOptions.Binding,
            "Production",
            ("CloudNative:Discovery:DataCenter", "home"),
            ("CloudNative:Discovery:Defaults:Balancer", "Random"),
            ("CloudNative:Discovery:Defaults:StickyHeader", "X-User"),
            ("CloudNative:Discovery:Services:catalog:Balancer", "RoundRobin"),
            ("CloudNative:Discovery:Services:catalog:PreferLocalZone", "false"),
            ("CloudNative:Discovery:Clients:web:StickyHeader", "X-Session"));

        Assert.True(result.Succeeded, result.FailureMessage);
        var policy = RoutingPolicy.Merge(options, "zone-a", "catalog", "web");
        Assert.Equal((LoadBalancing.RoundRobin, null, "X-Session"), (policy.Balancer, policy.LocalZone, policy.StickyHeader));
        Assert.Equal(["home"], policy.DataCenters);
        var other = RoutingPolicy.Merge(options, "zone-a", "orders", "mobile");
        Assert.Equal((LoadBalancing.Random, "zone-a", "X-User"), (other.Balancer, other.LocalZone, other.StickyHeader));
    }

    [Fact]
    public async Task An_unknown_source_stops_the_start_and_the_known_ones_are_named()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => Caller.StartAsync(
            builder => builder.AddSource(new ScriptedSource("Registry")), ("CloudNative:Discovery:Sources:0", "configuration"), ("CloudNative:Discovery:Sources:1", "Zookeeper")));

        Assert.Contains("CloudNative:Discovery:Sources:1 must be one of Configuration,", exception.Message, StringComparison.Ordinal);
        Assert.Contains("but was 'Zookeeper'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_before_the_first_call_counts()
    {
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", "10.0.0.1"));

        caller.Configuration["CloudNative:Discovery:Defaults:Balancer"] = "Random";
        caller.Configuration.Reload();

        Assert.Equal(LoadBalancing.Random, caller.Directory.Policies.Of("catalog", "").Balancer);
    }

    [Fact]
    public async Task A_change_with_faults_is_refused_and_calls_go_on()
    {
        await using var server = await TestServer.StartAsync("one");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", server.Address));
        await caller.GetAsync("http://catalog/");

        caller.Configuration["CloudNative:Discovery:Defaults:Balancer"] = "Fastest";
        caller.Configuration.Reload();

        Assert.StartsWith("one", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        Assert.Equal(
            ["CNS8315: the changed section 'CloudNative:Discovery' is not used, the one before it stays: "
                + "CloudNative:Discovery:Defaults:Balancer must be one of LeastLoaded, RoundRobin, Random, Weighted, but was 'Fastest'."],
            caller.Logs.WithId(8315));
    }
}
