using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

public sealed class BreakerTests
{
    private static readonly CallPolicy Policy = new();

    [Fact]
    public async Task A_service_that_fails_is_not_called_for_a_while_and_tried_again_by_one_call()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 20; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        Assert.Equal(BreakerState.Open, harness.Target.Breaker.State);
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync());
        Assert.StartsWith("CNS8510: http://catalog was not called: its breaker is open", exception.Message, StringComparison.Ordinal);
        Assert.Equal(20, harness.Transport.Attempts.Count);

        harness.Time.Advance(TimeSpan.FromSeconds(5));
        harness.Transport.Answers(HttpStatusCode.OK);
        (await harness.SendAsync()).Dispose();
        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
        Assert.Single(harness.Logs.WithId(8503));
        Assert.Single(harness.Logs.WithId(8505));
    }

    [Fact]
    public async Task Readiness_is_degraded_while_a_service_is_not_called_and_never_worse()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHealthChecks());
        (await harness.SendAsync()).Dispose();
        Assert.Equal(HealthStatus.Healthy, (await ReadinessAsync(harness)).Status);

        harness.Target.Breaker.Isolate();
        var stopped = await ReadinessAsync(harness);
        harness.Target.Breaker.Close();

        Assert.Equal((HealthStatus.Degraded, "calls fail at once, since the breaker is open: http://catalog"), (stopped.Status, stopped.Entries["calls"].Description));
        Assert.Equal(HealthStatus.Healthy, (await ReadinessAsync(harness)).Status);
    }

    [Fact]
    public void Below_the_least_number_of_calls_nothing_opens()
    {
        var breaker = new CircuitBreaker(new FakeTimeProvider(), _ => { });
        for (var i = 0; i < 19; i++)
        {
            breaker.Failed(Policy, pass: 0);
        }

        Assert.Equal(BreakerState.Closed, breaker.State);
        breaker.Failed(Policy, pass: 0);
        Assert.Equal(BreakerState.Open, breaker.State);
    }

    [Fact]
    public void Failures_of_a_former_window_do_not_count()
    {
        var time = new FakeTimeProvider();
        var breaker = new CircuitBreaker(time, _ => { });
        for (var i = 0; i < 100; i++)
        {
            breaker.Failed(Policy with { BreakerMinimumCalls = 1000 }, pass: 0);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 30; i++)
        {
            breaker.Succeeded(Policy, pass: 0, time.GetTimestamp());
        }

        breaker.Failed(Policy, pass: 0);
        Assert.Equal(BreakerState.Closed, breaker.State);
    }

    [Fact]
    public void A_trial_that_fails_keeps_it_open_and_one_that_is_given_up_makes_room_for_another()
    {
        var time = new FakeTimeProvider();
        var breaker = Opened(time);

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(breaker.TryEnter(Policy, out var pass));
        Assert.False(breaker.TryEnter(Policy, out _), "one trial at a time");
        breaker.Failed(Policy, pass);
        Assert.Equal(BreakerState.Open, breaker.State);

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(breaker.TryEnter(Policy, out pass));
        breaker.Abandoned(pass);
        Assert.True(breaker.TryEnter(Policy, out pass));
        breaker.Succeeded(Policy, pass, time.GetTimestamp());
        Assert.Equal(BreakerState.Closed, breaker.State);
    }

    [Fact]
    public void A_trial_that_never_comes_back_does_not_keep_it_open_for_ever()
    {
        var time = new FakeTimeProvider();
        var breaker = Opened(time);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(breaker.TryEnter(Policy, out _));

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(breaker.TryEnter(Policy, out _));
    }

    [Fact]
    public void Isolated_by_hand_it_stays_so_until_it_is_closed_by_hand()
    {
        var time = new FakeTimeProvider();
        var breaker = new CircuitBreaker(time, _ => { });
        breaker.Isolate();

        time.Advance(TimeSpan.FromHours(1));
        Assert.False(breaker.TryEnter(Policy, out _));
        breaker.Succeeded(Policy, pass: 0, time.GetTimestamp());
        Assert.Equal(BreakerState.Isolated, breaker.State);

        breaker.Close();
        Assert.True(breaker.TryEnter(Policy, out _));
    }

    [Fact]
    public async Task Too_many_requests_are_no_failure_of_the_service()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Answers(HttpStatusCode.TooManyRequests);

        for (var i = 0; i < 100; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
    }

    [Fact]
    public async Task Each_client_and_each_service_has_its_own_breaker()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 20; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        using var otherService = await harness.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://orders/"));
        using var otherClient = await harness.SendAsync(client: harness.Client("other"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, otherService.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, otherClient.StatusCode);
    }

    private static CircuitBreaker Opened(FakeTimeProvider time)
    {
        var breaker = new CircuitBreaker(time, _ => { });
        for (var i = 0; i < 20; i++)
        {
            breaker.Failed(Policy, pass: 0);
        }

        Assert.Equal(BreakerState.Open, breaker.State);
        return breaker;
    }

    private static Task<HealthReport> ReadinessAsync(CallHarness harness) =>
        harness.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken);
}
