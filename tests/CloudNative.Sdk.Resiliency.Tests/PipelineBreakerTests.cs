using CloudNative.Sdk.Resiliency.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;

namespace CloudNative.Sdk.Resiliency.Tests;

public sealed class PipelineBreakerTests
{
    [Fact]
    public async Task What_the_breaker_refuses_is_not_tried_again()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:db:BreakerMinimumCalls", "2"), ("CloudNative:Resiliency:Clients:db:RetryDelay", "00:00:00.001"));
        var pipeline = harness.Services.GetRequiredService<IResiliencePipelines>().GetPipeline("db");
        var opening = pipeline.ExecuteAsync(_ => throw new IOException("away"), TestContext.Current.CancellationToken).AsTask();
        await harness.EndAsync(opening.ContinueWith(_ => { }, TaskScheduler.Default));
        await Assert.ThrowsAnyAsync<Exception>(() => opening);

        // The clock stands still: a wait would never end.
        var refused = pipeline.ExecuteAsync(_ => ValueTask.CompletedTask, TestContext.Current.CancellationToken).AsTask();

        await Assert.ThrowsAsync<BrokenCircuitException>(() => refused.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_shortest_limits_that_are_allowed_make_a_pipeline_too()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:db:TotalTimeout", "00:00:00.001"), ("CloudNative:Resiliency:Clients:db:MaxRetries", "0"));

        Assert.NotNull(harness.Services.GetRequiredService<IResiliencePipelines>().GetPipeline("db"));
    }
}
