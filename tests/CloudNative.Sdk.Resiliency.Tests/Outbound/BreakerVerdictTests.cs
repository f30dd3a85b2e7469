using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>What a breaker takes for the state of a service, and what it does not.</summary>
public sealed class BreakerVerdictTests
{
    private static readonly (string Key, string Value) NoRetries = ("CloudNative:Resiliency:Defaults:MaxRetries", "0");

    [Fact]
    public async Task Some_failures_at_once_among_thousands_of_answers_open_nothing()
    {
        await using var harness = await CallHarness.StartAsync(NoRetries);
        for (var i = 0; i < 2000; i++)
        {
            (await harness.SendAsync()).Dispose();
            harness.Time.Advance(TimeSpan.FromMilliseconds(6));
        }

        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 100; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
    }

    [Fact]
    public async Task What_was_sent_before_the_breaker_opened_says_nothing_about_the_trial()
    {
        await using var harness = await CallHarness.StartAsync(NoRetries, ("CloudNative:Resiliency:Defaults:BreakerMinimumCalls", "2"));
        var old = Answered(harness);
        var oldCall = harness.Client().GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken);
        await OpenAsync(harness);
        harness.Time.Advance(TimeSpan.FromSeconds(5));
        var trial = Answered(harness);
        var trialCall = harness.Client().GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken);
        Assert.Equal(BreakerState.HalfOpen, harness.Target.Breaker.State);

        old.SetResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        (await oldCall).Dispose();
        Assert.Equal(BreakerState.HalfOpen, harness.Target.Breaker.State);

        trial.SetResult(new HttpResponseMessage());
        (await trialCall).Dispose();
        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
    }

    [Fact]
    public async Task A_service_that_is_down_for_long_is_told_of_once()
    {
        await using var harness = await CallHarness.StartAsync(NoRetries, ("CloudNative:Resiliency:Defaults:BreakerMinimumCalls", "2"));
        await OpenAsync(harness);

        for (var i = 0; i < 5; i++)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(5));
            (await harness.SendAsync()).Dispose();
            Assert.Equal(BreakerState.Open, harness.Target.Breaker.State);
        }

        Assert.Single(harness.Logs.WithId(8503));
    }

    [Fact]
    public async Task A_service_that_nobody_calls_any_more_does_not_degrade_readiness_for_ever()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHealthChecks(), NoRetries, ("CloudNative:Resiliency:Defaults:BreakerMinimumCalls", "2"));
        await OpenAsync(harness);
        Assert.Equal(HealthStatus.Degraded, await ReadinessAsync(harness));

        harness.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HealthStatus.Healthy, await ReadinessAsync(harness));
    }

    [Fact]
    public async Task A_call_does_not_wait_for_a_repetition_that_the_breaker_will_refuse()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:BreakerMinimumCalls", "2"));
        harness.Transport.Answers(HttpStatusCode.BadGateway);

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(2, harness.Transport.Attempts.Count);
    }

    [Fact]
    public async Task A_service_isolated_by_hand_is_not_called_where_breakers_are_off_either()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:Breaker", "false"));
        (await harness.SendAsync()).Dispose();

        harness.Target.Breaker.Isolate();

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync());
    }

    [Fact]
    public async Task Services_beyond_those_that_are_known_apart_do_not_open_a_breaker_for_one_another()
    {
        await using var harness = await CallHarness.StartAsync(NoRetries);
        for (var i = 0; i < 256; i++)
        {
            (await harness.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"http://host-{i}/"))).Dispose();
        }

        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 30; i++)
        {
            (await harness.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://broken/"))).Dispose();
        }

        harness.Transport.Answers(HttpStatusCode.OK);
        using var response = await harness.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://sound/"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static TaskCompletionSource<HttpResponseMessage> Answered(CallHarness harness)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        harness.Transport.Does(_ => answer.Task);
        return answer;
    }

    private static async Task OpenAsync(CallHarness harness)
    {
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        (await harness.SendAsync()).Dispose();
        (await harness.SendAsync()).Dispose();
        Assert.Equal(BreakerState.Open, harness.Target.Breaker.State);
    }

    private static async Task<HealthStatus> ReadinessAsync(CallHarness harness) =>
        (await harness.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken)).Status;
}
