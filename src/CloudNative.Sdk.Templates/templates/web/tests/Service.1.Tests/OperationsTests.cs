using CloudNative.Sdk.Testing;

namespace Service._1.Tests;

/// <summary>What operators, callers and dashboards rely on.</summary>
public sealed class OperationsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_can_be_operated_and_replaced()
    {
        await using var service = await RunningService.StartAsync<Program>(cancellationToken: Token);

        Assert.Equal("Hello, you!", await service.Client.GetStringAsync("/you", Token));
        await service.AssertProbesAsync(Token);
        await service.AssertMetricsAsync(Token);
        await service.AssertDrainsAsync(cancellationToken: Token);
    }

    [Fact]
    public void Its_manifests_are_clean() => ServiceManifests.AssertClean<Program>();

    [Fact]
    public void Its_telemetry_is_what_dashboards_expect() => TelemetrySurface.AssertUnchanged<Program>();
}
