using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Testing.Tests;

/// <summary>A service of the shop, as a process and within this one; <c>Program</c> is that of Shop.Orders.</summary>
public sealed class RunningServiceTests
{
    private const string DrainDelay = "CloudNative:Health:DrainDelay";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_keeps_the_contracts_passes_as_a_process()
    {
        await using var service = await RunningService.StartAsync<Program>(cancellationToken: Token);
        using var placed = await service.Client.PostAsync("/orders", new StringContent("""{"productId": 1, "quantity": 2, "unitPrice": 3.5}""", null, "application/json"), Token);
        Assert.Equal(201, (int)placed.StatusCode);

        await service.AssertProbesAsync(Token);
        await service.AssertMetricsAsync(Token);
        var drain = await service.AssertDrainsAsync("/orders/1", Token);

        Assert.InRange(drain.ServedWhileNotReady, 1, drain.Requests);
        Assert.True(drain.NotReadyAfter < drain.StoppedAfter, $"{drain}");
    }

    [Fact]
    public async Task A_service_that_keeps_the_contracts_passes_in_this_process()
    {
        await using var factory = new WebApplicationFactory<Program>();
        await using var service = await RunningService.StartAsync(factory, Token);
        using var placed = await service.Client.PostAsync("/orders", new StringContent("""{"productId": 1, "quantity": 2, "unitPrice": 3.5}""", null, "application/json"), Token);
        Assert.Equal(201, (int)placed.StatusCode);

        await service.AssertProbesAsync(Token);
        await service.AssertMetricsAsync(Token);
        var drain = await service.AssertDrainsAsync("/orders/1", Token);

        Assert.InRange(drain.ServedWhileNotReady, 1, drain.Requests);
    }

    [Fact]
    public async Task A_service_without_a_drain_delay_is_told_that_it_loses_requests()
    {
        await using var service = await RunningService.StartAsync<Program>([new(DrainDelay, "00:00:00")], Token);
        using var placed = await service.Client.PostAsync("/orders", new StringContent("""{"productId": 1, "quantity": 2, "unitPrice": 3.5}""", null, "application/json"), Token);

        var fault = await Assert.ThrowsAsync<ContractException>(() => service.AssertDrainsAsync("/orders/1", Token));

        Assert.StartsWith("The service does not drain:\n- ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("CloudNative:Health:DrainDelay", fault.Message, StringComparison.Ordinal);
        Assert.Matches(@"of \d+ requests \d+ were lost: ", fault.Message);
    }

    [Fact]
    public async Task A_path_that_is_not_served_is_no_load()
    {
        await using var service = await RunningService.StartAsync<Program>(cancellationToken: Token);

        var fault = await Assert.ThrowsAsync<ContractException>(() => service.AssertDrainsAsync("/nowhere", Token));

        Assert.Equal("Requests fail before the service is told to stop: GET /nowhere was answered with 404. Give AssertDrainsAsync a path that answers 2xx.", fault.Message);
        await service.StopAsync(Token);
    }

    [Fact]
    public async Task A_service_that_cannot_start_is_shown_with_its_output()
    {
        var fault = await Assert.ThrowsAsync<ContractException>(() => RunningService.StartAsync<Program>([new(DrainDelay, "1:00:00")], Token));

        Assert.StartsWith("The service ended before it was ready. It wrote:\n", fault.Message, StringComparison.Ordinal);
        Assert.Contains("CloudNative:Health:DrainDelay must be from", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_probe_that_fails_is_named()
    {
        await using var original = new WebApplicationFactory<Program>();
        await using var factory = original.WithWebHostBuilder(host => host.ConfigureTestServices(services => services
            .AddHealthChecks().AddCheck("deadlock", () => HealthCheckResult.Unhealthy("a thread hangs"), ["live"])));
        await using var service = await RunningService.StartAsync(factory, Token);

        var fault = await FirstFaultAsync(() => service.AssertProbesAsync(Token));

        Assert.Contains("\n- /healthz/live answered 503, and should answer 200: Unhealthy", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_an_ops_server_is_told_so()
    {
        await using var original = new WebApplicationFactory<Program>();
        await using var factory = original.WithWebHostBuilder(host => host.UseSetting("CloudNative:Ops:Enabled", "false"));

        var fault = await Assert.ThrowsAsync<ContractException>(() => RunningService.StartAsync(factory, Token));

        Assert.Equal("'Shop.Orders' has no ops server. Call builder.AddCloudNative(), and leave CloudNative:Ops:Enabled true in tests.", fault.Message);
    }

    /// <summary>A check counts as failed after some runs of it.</summary>
    private static async Task<string> FirstFaultAsync(Func<Task> assertion)
    {
        while (true)
        {
            try
            {
                await assertion();
                await Task.Delay(50, Token);
            }
            catch (ContractException fault)
            {
                return fault.Message;
            }
        }
    }
}
