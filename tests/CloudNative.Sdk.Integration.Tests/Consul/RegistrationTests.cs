using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>The registration at a real agent.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private ConsulAgent? _agent;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ConsulAgent Agent => _agent!;

    public async ValueTask InitializeAsync() => _agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);

    public ValueTask DisposeAsync() => _agent?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_service_is_registered_with_its_real_port_and_what_is_known_of_it()
    {
        await using var service = await RegisteredService.StartAsync(
            Agent,
            ("CloudNative:Discovery:Consul:Registration:Tags:0", "blue-green"),
            ("CloudNative:Discovery:Consul:Registration:Meta:team", "shop"),
            ("CloudNative:Discovery:Consul:Registration:Weight", "10"),
            ("CLOUDNATIVE_COLOUR", "green"));

        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        var entry = Assert.Single(await RegisteredService.InstancesAsync(Agent, Cancellation)).GetProperty("Service");
        Assert.Equal("catalog-1", entry.GetProperty("ID").GetString());
        Assert.Equal("127.0.0.1", entry.GetProperty("Address").GetString());
        Assert.Equal(service.Port, entry.GetProperty("Port").GetInt32());
        Assert.Equal("blue-green", entry.GetProperty("Tags")[0].GetString());
        Assert.Equal(10, entry.GetProperty("Weights").GetProperty("Passing").GetInt32());
        var meta = entry.GetProperty("Meta");
        Assert.Equal(
            ["1.4.2", "green", "shop", "http", "false", $"{service.Host.Ops.BaseAddress!.Port}"],
            ((string[])["version", "colour", "team", "scheme", "secure", "ops_port"]).Select(key => meta.GetProperty(key).GetString()));
    }

    [Fact]
    public async Task Callers_never_see_an_instance_that_is_critical_only_because_it_is_new()
    {
        var seen = new HashSet<string?>();
        await using var service = await RegisteredService.StartAsync(Agent);

        await Agent.WaitForAsync("the instance", async token =>
        {
            var instances = await RegisteredService.InstancesAsync(Agent, token);
            seen.UnionWith(instances.Select(instance => RegisteredService.CheckOf(instance).GetProperty("Status").GetString()));
            return instances.Count == 1;
        }, Cancellation);

        Assert.Equal(["passing"], seen);
    }

    [Fact]
    public async Task Degraded_is_a_warning_and_unhealthy_critical_with_the_check_that_is_to_blame()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Discovery:Consul:Registration:Ttl", "00:01:00"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        service.Health = HealthCheckResult.Degraded("slow");
        await RegisteredService.UntilAsync(Agent, "warning", Cancellation);
        Assert.Equal("degraded: db", await OutputAsync());
        service.Health = HealthCheckResult.Unhealthy("no route to db:5432");
        await RegisteredService.UntilAsync(Agent, "critical", Cancellation);
        Assert.Equal("unhealthy: db", await OutputAsync());
        service.Health = HealthCheckResult.Healthy();
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        async Task<string?> OutputAsync() =>
            (await Agent.GetAsync("/v1/agent/checks", Cancellation)).GetProperty("service:catalog-1").GetProperty("Output").GetString();
    }

    [Fact]
    public async Task Consul_asks_the_readiness_probe_where_that_is_wanted()
    {
        await using var service = await RegisteredService.StartAsync(
            Agent, ("CloudNative:Discovery:Consul:Registration:Check", "Http"), ("CloudNative:Discovery:Consul:Registration:CheckInterval", "00:00:01"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        service.Health = HealthCheckResult.Unhealthy();
        await RegisteredService.UntilAsync(Agent, "critical", Cancellation);
        service.Health = HealthCheckResult.Healthy();
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);
    }

    [Theory]
    [InlineData("Ttl")]
    [InlineData("Http")]
    public async Task An_agent_that_comes_back_empty_has_the_service_again_within_seconds(string check)
    {
        await using var service = await RegisteredService.StartAsync(
            Agent, ("CloudNative:Discovery:Consul:Registration:Check", check), ("CloudNative:Discovery:Consul:Registration:VerifyPeriod", "00:00:02"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        await Agent.RestartEmptyAsync(Cancellation);
        var start = TimeProvider.System.GetTimestamp();
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_somebody_else_changes_is_set_right()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Discovery:Consul:Registration:VerifyPeriod", "00:00:01"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        await Agent.PutAsync("/v1/agent/service/register", System.Text.Json.Nodes.JsonNode.Parse("""{"ID":"catalog-1","Name":"catalog","Port":1}"""), Cancellation);

        await Agent.WaitForAsync("the port", async token =>
            (await RegisteredService.InstancesAsync(Agent, token))[0].GetProperty("Service").GetProperty("Port").GetInt32() == service.Port, Cancellation);
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);
    }

    [Fact]
    public async Task A_service_starts_without_its_agent_says_so_once_and_registers_when_the_agent_is_there()
    {
        await Agent.KillAsync(Cancellation);
        await using var service = await RegisteredService.StartAsync(Agent);

        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8341).Any(), "the warning");
        using var ready = await service.Host.Ops.GetAsync("/healthz/ready", Cancellation);
        Assert.True(ready.IsSuccessStatusCode);
        await Agent.StartAgainAsync(Cancellation);
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        var warning = Assert.Single(service.Host.Logs.WithId(8341));
        Assert.StartsWith($"CNS8341: the registration of 'catalog' in Consul cannot be kept: registering 'catalog' as 'catalog-1': Consul at http://{Agent.Address.Authority} failed: ", warning, StringComparison.Ordinal);
        Assert.EndsWith("It is tried again until it succeeds; the service goes on.", warning, StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8340).Count() == 1, "the registration is told");
    }

    [Fact]
    public async Task An_agent_that_hangs_and_goes_on_has_the_service_as_before()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Discovery:Consul:RequestTimeout", "00:00:02"));

        // Others see it before the service has read back that it is registered; what fails in between is a registration that was never made.
        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8340).Any(), "the registration is told");
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        Agent.Pause();
        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8341).Any(), "the warning");
        Agent.Resume();
        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8343).Any(), "the end of it");
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        Assert.Single(service.Host.Logs.WithId(8341));
    }

    [Fact]
    public async Task A_stopping_service_is_gone_from_Consul_long_before_its_drain_ends()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Health:DrainDelay", "00:00:04"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        var stop = service.Host.StopAsync();
        await RegisteredService.UntilGoneAsync(Agent, Cancellation);
        Assert.Equal("ok", await service.Host.App.GetStringAsync("/", Cancellation));
        Assert.False(stop.IsCompleted);
        await stop;

        Assert.Equal(["Left Consul: 'catalog-1' is deregistered"], service.Host.Logs.WithId(8344));
        Assert.Empty(await RegisteredService.InstancesAsync(Agent, Cancellation));
    }

    [Fact]
    public async Task Maintenance_shows_the_instance_until_its_servers_have_stopped_and_does_not_outlive_it()
    {
        (string, string)[] settings = [("CloudNative:Discovery:Consul:Registration:Leave", "Maintenance"), ("CloudNative:Health:DrainDelay", "00:00:03")];
        await using (var service = await RegisteredService.StartAsync(Agent, settings))
        {
            await RegisteredService.UntilAsync(Agent, "passing", Cancellation);
            var stop = service.Host.StopAsync();
            await Agent.WaitForAsync("maintenance", async token =>
                (await Agent.GetAsync("/v1/agent/checks", token)).TryGetProperty("_service_maintenance:catalog-1", out _), Cancellation);
            Assert.False(stop.IsCompleted);
            await stop;
        }

        await RegisteredService.UntilGoneAsync(Agent, Cancellation);
        await using var next = await RegisteredService.StartAsync(Agent, settings);
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);
    }

    [Fact]
    public async Task A_registration_that_is_kept_is_critical_at_once()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Discovery:Consul:Registration:Leave", "Keep"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);

        await service.Host.StopAsync();

        await RegisteredService.UntilAsync(Agent, "critical", Cancellation);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_an_agent_that_hangs()
    {
        await using var service = await RegisteredService.StartAsync(Agent, ("CloudNative:Discovery:Consul:Registration:LeaveTimeout", "00:00:00.5"));
        await RegisteredService.UntilAsync(Agent, "passing", Cancellation);
        Agent.Pause();

        var start = TimeProvider.System.GetTimestamp();
        await service.Host.StopAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(
            "CNS8345: 'catalog-1' could not leave Consul within 00:00:00.5000000 (CloudNative:Discovery:Consul:Registration:LeaveTimeout): Consul did not answer. Others may call it until its check turns critical.",
            Assert.Single(service.Host.Logs.WithId(8345)));
    }
}
