using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

public sealed class DnsOptionsTests
{
    private const string Section = "CloudNative:Discovery:Dns:";

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var (options, result) = OptionsReader.Read(DnsOptions.Binding, "Production");

        Assert.True(result.Succeeded);
        Assert.Empty(options.Servers);
        Assert.False(options.TcpOnly);
        Assert.Null(options.Timeout);
        Assert.Null(options.Attempts);
        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1.5), "_{endpoint}._tcp.{service}.{suffix}", ""),
            (options.MinTtl, options.MaxTtl, options.MaxNegativeTtl, options.SrvName, options.Suffix));
    }

    [Theory]
    [InlineData("Timeout", "00:00:00.0100000", "00:00:30", "00:00:00.0099999", "00:00:30.0000001")]
    [InlineData("Attempts", "1", "10", "0", "11")]
    [InlineData("MinTtl", "00:00:00.1000000", "00:01:00", "00:00:00.0999999", "01:00:00.0000001")]
    [InlineData("MaxTtl", "00:00:01", "1.00:00:00", "00:00:00.0999999", "1.00:00:00.0000001")]
    [InlineData("MaxNegativeTtl", "00:00:00.1000000", "00:05:00", "00:00:00.0999999", "00:05:00.0000001")]
    public void Bounds_are_accepted_and_a_step_outside_is_not(string key, string least, string greatest, string tooLittle, string tooMuch)
    {
        Assert.True(OptionsReader.Read(DnsOptions.Binding, "Production", (Section + key, least)).Result.Succeeded);
        Assert.True(OptionsReader.Read(DnsOptions.Binding, "Production", (Section + key, greatest)).Result.Succeeded);
        foreach (var outside in (string[])[tooLittle, tooMuch])
        {
            var failure = Assert.Single(OptionsReader.Read(DnsOptions.Binding, "Production", (Section + key, outside)).Result.Failures!);
            Assert.StartsWith($"{Section}{key} must be from ", failure, StringComparison.Ordinal);
            Assert.EndsWith($", but was {outside}.", failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_floor_above_the_ceiling_is_a_fault()
    {
        Assert.Equal(["CloudNative:Discovery:Dns:MinTtl must not be longer than MaxTtl, but was 00:01:01."], Faults(("MinTtl", "00:01:01")));
        Assert.Empty(Faults(("MinTtl", "01:00:00"), ("MaxTtl", "01:00:00")));
    }

    [Fact]
    public void Servers_are_addresses_and_up_to_8()
    {
        var eight = Enumerable.Range(0, 8).Select(n => ($"Servers:{n}", $"10.0.0.{n}:8600")).ToArray();

        Assert.Empty(Faults(eight));
        Assert.Equal(["CloudNative:Discovery:Dns:Servers must have at most 8 entries, but was 9."], Faults([.. eight, ("Servers:8", "::1")]));
        Assert.Equal(
            ["CloudNative:Discovery:Dns:Servers:1 must be an IP address with or without a port, as 10.0.0.2, 10.0.0.2:8600 or [::1]:53, but was 'dns.test'."],
            Faults(("Servers:0", "10.0.0.1"), ("Servers:1", "dns.test")));
    }

    [Theory]
    [InlineData("{service}.service.consul")]
    [InlineData("_{service}._{endpoint}.service.consul.")]
    [InlineData("_default._tcp.{service}.{suffix}")]
    public void A_pattern_has_the_service(string pattern) => Assert.Empty(Faults(("SrvName", pattern)));

    [Theory]
    [InlineData("_http._tcp.{suffix}")]
    [InlineData("{service}.{zone}")]
    [InlineData("{service}..consul")]
    [InlineData("{service} .consul")]
    public void Anything_else_is_no_pattern(string pattern) => Assert.Equal(
        [$"CloudNative:Discovery:Dns:SrvName must be a DNS name with {{service}}, and with no other placeholders than {{endpoint}} and {{suffix}}, but was '{pattern}'."],
        Faults(("SrvName", pattern)));

    [Fact]
    public void A_suffix_is_a_name()
    {
        Assert.Empty(Faults(("Suffix", "shop.svc.cluster.local.")));
        Assert.Equal(["CloudNative:Discovery:Dns:Suffix must be a DNS name, as default.svc.cluster.local, but was 'svc..test'."], Faults(("Suffix", "svc..test")));
    }

    private static IEnumerable<string> Faults(params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(DnsOptions.Binding, "Production", [.. configuration.Select(pair => (Section + pair.Key, pair.Value))]).Result.Failures ?? [];
}
