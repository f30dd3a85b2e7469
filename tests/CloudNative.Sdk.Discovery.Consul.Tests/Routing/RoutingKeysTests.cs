using System.Text;
using CloudNative.Sdk.Discovery.Consul.Routing;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Routing;

public sealed class RoutingKeysTests
{
    private const string Root = "CloudNative:Discovery:Services";

    [Fact]
    public void A_key_below_the_prefix_is_a_key_of_the_section_services() => Assert.Equal(
        [$"{Root}:catalog:Subsets:green:Match=colour=green", $"{Root}:catalog:Subsets:green:Weight=100"],
        Read(("cn/catalog/", null), ("cn/catalog/Subsets/green/Weight", "100\n"), ("cn/catalog/Subsets/green/Match", "colour=green"), ("cn/", null)));

    [Fact]
    public void An_object_stands_for_the_keys_below_it() => Assert.Equal(
        [$"{Root}:catalog:DataCenters:0=dc1", $"{Root}:catalog:DataCenters:1=dc2", $"{Root}:catalog:PreferLocalZone=True", $"{Root}:catalog:Subsets:a:Weight=1", $"{Root}:catalog:Subsets:b:Weight=2"],
        Read(
            ("cn/catalog", """{ "Subsets": { "a": { "Weight": 1, "Match": null } }, "DataCenters": ["dc1", "dc2"], "PreferLocalZone": true }"""),
            ("cn/catalog/Subsets/b", """{ "Weight": 2 }""")));

    [Theory]
    [InlineData("cn/catalog/Subsets/a", "{ \"Weight\": ", "key 'cn/catalog/Subsets/a' must hold valid JSON where it begins with a brace (")]
    [InlineData("cn/catalog", """{ "Balancer": "\ud800" }""", "key 'cn/catalog' must hold valid JSON where it begins with a brace (")]
    [InlineData("cn/catalog", """{ "\ud800": "Weighted" }""", "key 'cn/catalog' must hold valid JSON where it begins with a brace (")]
    [InlineData("cn/catalog", "100", "key 'cn/catalog' must hold an object in JSON, or have keys below it")]
    [InlineData("cn/catalog", "", "key 'cn/catalog' must hold an object in JSON, or have keys below it")]
    [InlineData("cn/catalog//Weight", "100", "key 'cn/catalog//Weight' must have no empty part and no colon")]
    [InlineData("cn/catalog/../../Ops:Port", "1", "key 'cn/catalog/../../Ops:Port' must have no empty part and no colon")]
    public void A_fault_leaves_a_service_as_it_was_and_is_told_with_key_and_rule(string key, string value, string fault)
    {
        var former = RoutingKeys.Read(Pairs(("cn/catalog/Balancer", "Random"), ("cn/orders/Balancer", "Random")), "cn/", former: null);
        var keys = RoutingKeys.Read(Pairs(("cn/catalog/Balancer", "Weighted"), (key, value), ("cn/orders/Balancer", "Weighted")), "cn/", former);

        Assert.Equal([$"{Root}:catalog:Balancer=Random", $"{Root}:orders:Balancer=Weighted"], Shown(keys));
        Assert.StartsWith(fault, Assert.Single(keys.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_fault()
    {
        var keys = RoutingKeys.Read([new KeyValue("cn/catalog/Balancer", [0xff, 0xfe])], "cn/", former: null);

        Assert.Empty(keys.ToConfiguration());
        Assert.Equal(["key 'cn/catalog/Balancer' must hold text in UTF-8"], keys.Faults);
    }

    private static KeyValue[] Pairs(params (string Key, string? Value)[] pairs) =>
        [.. pairs.Select(pair => new KeyValue(pair.Key, pair.Value is null ? null : Encoding.UTF8.GetBytes(pair.Value)))];

    private static IEnumerable<string> Read(params (string Key, string? Value)[] pairs)
    {
        var keys = RoutingKeys.Read(Pairs(pairs), "cn/", former: null);
        Assert.Empty(keys.Faults);
        return Shown(keys);
    }

    private static IEnumerable<string> Shown(RoutingKeys keys) => keys.ToConfiguration().Select(setting => $"{setting.Key}={setting.Value}").Order(StringComparer.Ordinal);
}
