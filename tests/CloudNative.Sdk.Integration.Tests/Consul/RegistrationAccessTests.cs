using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>The registration where access control is on, and of a process that is stopped by a signal.</summary>
public sealed class RegistrationAccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_may_not_register_is_told_with_the_policy_that_is_missing()
    {
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { ManagementToken = Guid.NewGuid().ToString() }, Cancellation);
        var token = await agent.CreateTokenAsync("""service "orders" { policy = "write" }""", Cancellation);
        await using var service = await RegisteredService.StartAsync(agent, ("CloudNative:Discovery:Consul:Token", token));

        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8342).Any(), "the refusal");

        Assert.Equal(
            $$"""
            CNS8342: Consul refuses the registration of 'catalog': registering 'catalog' as 'catalog-1': Consul at http://{{agent.Address.Authority}} answered 403 Forbidden, 'Permission denied: Missing service:write on catalog'. The token must have a policy that holds: service "catalog" { policy = "write" }. It is tried again until it succeeds; the service goes on.
            """,
            service.Host.Logs.WithId(8342).First());
        Assert.DoesNotContain(service.Host.Logs.Entries, entry => entry.Text.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_file_that_is_corrected_ends_the_refusal()
    {
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { ManagementToken = Guid.NewGuid().ToString() }, Cancellation);
        using var folder = new ScratchFolder();
        var file = await folder.WriteAsync("token", Guid.NewGuid().ToString(), Cancellation);
        await using var service = await RegisteredService.StartAsync(agent, ("CloudNative:Discovery:Consul:TokenFile", file));
        await Eventually.IsTrueAsync(() => service.Host.Logs.WithId(8342).Any(), "the refusal");
        Assert.Contains("'ACL not found'", Assert.Single(service.Host.Logs.WithId(8342)), StringComparison.Ordinal);

        await folder.WriteAsync("token", await agent.CreateTokenAsync("""service "catalog" { policy = "write" }""", Cancellation), Cancellation);

        await RegisteredService.UntilAsync(agent, "passing", Cancellation);
        await service.Host.StopAsync();
        await RegisteredService.UntilGoneAsync(agent, Cancellation);
    }

    [Fact]
    public async Task A_process_leaves_Consul_at_SIGTERM_and_serves_on()
    {
        await using var agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);
        await using var catalog = ShopService.Start(
            "Shop.Catalog",
            ServiceAddress.Free(),
            KeyValuePair.Create("CloudNative:Discovery:Consul:Address", agent.Address.ToString()),
            KeyValuePair.Create("CloudNative:Discovery:Consul:Registration:Name", "catalog"),
            KeyValuePair.Create("CloudNative:Health:DrainDelay", "00:00:04"));
        await RegisteredService.UntilAsync(agent, "passing", Cancellation);
        Assert.Equal(
            catalog.Address.ApplicationPort,
            Assert.Single(await RegisteredService.InstancesAsync(agent, Cancellation)).GetProperty("Service").GetProperty("Port").GetInt32());

        catalog.Process.RequestStop();
        var start = TimeProvider.System.GetTimestamp();
        await RegisteredService.UntilGoneAsync(agent, Cancellation);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.NotNull(await catalog.StatusAsync(catalog.Address.Application, Cancellation));
        Assert.Equal(0, await catalog.Process.WaitForExitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }
}
