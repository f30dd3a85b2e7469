using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

public sealed class SteeltoeKeysTests
{
    [Fact]
    public async Task Steeltoes_keys_say_where_Consul_is_and_how_to_register()
    {
        await using var host = Host(
            ("Consul:Host", "consul.internal"), ("Consul:Port", "8501"), ("Consul:Scheme", "https"), ("Consul:Token", "abc"), ("Consul:Datacenter", "east"), ("Consul:WaitTime", "30s"),
            ("Consul:Discovery:DefaultQueryTag", "v1"), ("Consul:Discovery:ServiceName", "catalog"), ("Consul:Discovery:InstanceId", "c-7"), ("Consul:Discovery:Port", "9000"),
            ("Consul:Discovery:HostName", "catalog.internal"), ("Consul:Discovery:Scheme", "HTTPS"), ("Consul:Discovery:Tags:0", "a"), ("Consul:Discovery:Metadata:team", "shop"),
            ("Consul:Discovery:InstanceZone", "north"), ("Consul:Discovery:InstanceGroup", "g"), ("Consul:Discovery:Deregister", "false"),
            ("Consul:Discovery:Heartbeat:TtlValue", "1"), ("Consul:Discovery:Heartbeat:TtlUnit", "m"), ("Consul:Discovery:HealthCheckPath", "/health"),
            ("Consul:Discovery:HealthCheckInterval", "20s"), ("Consul:Discovery:HealthCheckTimeout", "500ms"), ("Consul:Discovery:HealthCheckCriticalTimeout", "30s"));
        var (consul, registration) = Options(host);

        Assert.Equal(("https://consul.internal:8501", "abc", "east", 30), (consul.Address, consul.Token, consul.Datacenter, consul.WaitTime.TotalSeconds));
        Assert.Equal("Service.Tags contains \"v1\"", consul.Filter);
        Assert.Equal(("catalog", "c-7", 9000, "catalog.internal", "https"), (registration.Name, registration.Id, registration.Port, registration.Address, registration.Scheme));
        Assert.Equal(["a"], registration.Tags);
        Assert.Equal(("shop", "north", "g"), (registration.Meta["team"], registration.Meta["zone"], registration.Meta["group"]));
        Assert.Equal((true, ConsulLeaveMode.Keep, ConsulCheckKind.Ttl, "/health"), (registration.Enabled, registration.Leave, registration.Check, registration.CheckPath));
        Assert.Equal((60, 20, 0.5, 60), (registration.Ttl.TotalSeconds, registration.CheckInterval.TotalSeconds, registration.CheckTimeout.TotalSeconds, registration.DeregisterAfter.TotalSeconds));
    }

    [Fact]
    public async Task A_section_of_Steeltoe_without_a_host_means_its_default()
    {
        await using var host = Host(("Consul:Discovery:Register", "false"), ("Consul:Discovery:Heartbeat:Enabled", "false"));
        var (consul, registration) = Options(host);

        Assert.Equal("http://localhost:8500", consul.Address);
        Assert.Equal((false, ConsulCheckKind.Http), (registration.Enabled, registration.Check));
    }

    [Fact]
    public async Task Steeltoes_switch_takes_Consul_out_of_use()
    {
        await using var host = Host(("Consul:Host", "consul"), ("Consul:Discovery:Enabled", "false"));
        var (consul, registration) = Options(host);

        Assert.Null(consul.Address);
        Assert.False(registration.Enabled);
    }

    [Theory]
    [InlineData("true", "10.0.0.5")]
    [InlineData("false", "catalog.internal")]
    public async Task The_address_is_the_one_that_Steeltoe_would_prefer(string prefersAddress, string expected)
    {
        await using var host = Host(
            ("Consul:Discovery:PreferIPAddress", prefersAddress), ("Consul:Discovery:IPAddress", "10.0.0.5"), ("Consul:Discovery:HostName", "catalog.internal"));

        Assert.Equal(expected, Options(host).Registration.Address);
    }

    [Fact]
    public async Task Our_own_keys_and_the_variables_of_Consul_come_first()
    {
        await using var host = Host(
            ("CONSUL_HTTP_ADDR", "variable:8500"), ("Consul:Host", "steeltoe"), ($"{Registered.Section}:Name", "own"), ("Consul:Discovery:ServiceName", "steeltoe"),
            ($"{Registered.Section}:Tags:0", "own"), ("Consul:Discovery:Tags:0", "steeltoe"), ($"{Registered.Section}:Enabled", "true"), ("Consul:Discovery:Register", "false"));
        var (consul, registration) = Options(host);

        Assert.Equal("http://variable:8500", consul.Address);
        Assert.Equal(("own", true), (registration.Name, registration.Enabled));
        Assert.Equal(["own"], registration.Tags);
    }

    [Fact]
    public async Task Keys_that_are_taken_over_and_keys_without_effect_are_named_once()
    {
        await using var agent = await PretendAgent.StartAsync();
        var address = new Uri(agent.Address);
        await using var host = await Host(
            ("Consul:Host", address.Host), ("Consul:Port", $"{address.Port}"), ("Consul:Token", "secret-token"), ("Consul:Discovery:FailFast", "true"),
            ("Consul:Discovery:Retry:Enabled", "true"), ("Consul:Discovery:QueryPassing", "true"), ("Consul:Discovery:Port", "9000"), ("Consul:Discovery:HealthCheckInterval", "soon")).StartAsync();

        await Eventually.IsTrueAsync(() => host.Logs.WithId(8347).Any(), "the report");

        Assert.Equal("Taken over from Steeltoe's configuration: Consul:Discovery:Port, Consul:Host, Consul:Port, Consul:Token", Assert.Single(host.Logs.WithId(8346)));
        Assert.Equal(
            "CNS8347: these keys of Steeltoe have no effect: Consul:Discovery:FailFast, Consul:Discovery:HealthCheckInterval, Consul:Discovery:QueryPassing, Consul:Discovery:Retry:Enabled. "
            + "Remove them, or set what stands in docs/discovery.md in their place.",
            Assert.Single(host.Logs.WithId(8347)));
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Text.Contains("secret-token", StringComparison.Ordinal));
    }

    private static TestHost Host(params (string Key, string Value)[] configuration) => TestHost.Worker(builder => builder.AddCloudNativeConsul(), configuration);

    private static (ConsulOptions Consul, ConsulRegistrationOptions Registration) Options(TestHost host) =>
        (host.Services.GetRequiredService<IOptions<ConsulOptions>>().Value, host.Services.GetRequiredService<IOptions<ConsulRegistrationOptions>>().Value);
}
