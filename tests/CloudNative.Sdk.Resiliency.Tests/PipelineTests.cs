using CloudNative.Sdk.Resiliency.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests;

public sealed class PipelineTests
{
    [Fact]
    public async Task Other_calls_are_repeated_by_the_same_policy_and_within_the_budget()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:orders-db:MaxRetries", "2"), ("CloudNative:Resiliency:Clients:orders-db:RetryDelay", "00:00:00.001"));
        var pipelines = harness.Services.GetRequiredService<IResiliencePipelines>();
        var attempts = 0;

        var call = pipelines.GetPipeline("orders-db").ExecuteAsync(
            _ => ++attempts < 3 ? throw new IOException("the database is away") : ValueTask.FromResult(attempts), TestContext.Current.CancellationToken).AsTask();
        await harness.EndAsync(call);

        Assert.Equal(3, await call);
        Assert.Same(pipelines.GetPipeline("orders-db"), pipelines.GetPipeline("ORDERS-DB"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_kept()
    {
        await using var harness = await CallHarness.StartAsync();
        using var giveUp = new CancellationTokenSource();
        var attempts = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await harness.Services.GetRequiredService<IResiliencePipelines>().GetPipeline("mail").ExecuteAsync(
            async cancelled =>
            {
                attempts++;
                await giveUp.CancelAsync();
                cancelled.ThrowIfCancellationRequested();
            },
            giveUp.Token));

        Assert.Equal(1, attempts);
    }
}
