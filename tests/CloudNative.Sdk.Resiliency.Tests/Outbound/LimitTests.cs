using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

public sealed class LimitTests
{
    [Fact]
    public async Task An_attempt_that_hangs_is_given_up_and_made_again()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Hangs().Answers(HttpStatusCode.OK);
        var start = harness.Time.GetTimestamp();

        (await harness.SendAsync()).Dispose();

        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
        Assert.Equal(1, harness.Target.Attempts(AttemptOutcome.Timeout));
    }

    [Fact]
    public async Task The_last_attempt_that_hangs_ends_the_call_as_a_timeout_of_http_client_does()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:shop:MaxRetries", "0"), ("CloudNative:Resiliency:Clients:shop:AttemptTimeout", "00:00:02"));
        harness.Transport.Hangs();

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.StartsWith("CNS8512: http://catalog has not answered within the time of one attempt, 00:00:02.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_attempts_together_keep_the_limit_in_all()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:TotalTimeout", "00:00:15"));
        harness.Transport.Hangs();
        var start = harness.Time.GetTimestamp();

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(14.9), TimeSpan.FromSeconds(17));
        Assert.StartsWith("CNS8513: the call of http://catalog is over its limit in all, 00:00:15.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_that_the_application_sets_is_the_limit_in_all()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHttpClient("slow", http => http.Timeout = TimeSpan.FromMinutes(5)));
        using var client = harness.Client("slow");

        Assert.Equal(TimeSpan.FromMinutes(5), client.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(5), harness.Registry.Of("slow").Policy.TotalTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), harness.Registry.Of("slow").Policy.AttemptTimeout);
        using var other = harness.Client();
        Assert.Equal(TimeSpan.FromSeconds(30), other.Timeout);
    }

    [Fact]
    public async Task More_calls_than_allowed_at_a_time_fail_at_once_or_wait_in_the_queue()
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Clients:shop:MaxConcurrency", "2"), ("CloudNative:Resiliency:Clients:shop:MaxQueue", "1"));
        var gate = new TaskCompletionSource();
        harness.Transport.Does(async _ =>
        {
            await gate.Task;
            return new HttpResponseMessage();
        });
        var calls = Enumerable.Range(0, 3).Select(_ => harness.Client().GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken)).ToArray();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => harness.Client().GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken));
        Assert.StartsWith("CNS8511: http://catalog was not called: 2 calls are under way and 1 wait.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, harness.Transport.Attempts.Count);

        gate.SetResult();
        foreach (var call in calls)
        {
            (await call).Dispose();
        }
    }

    [Fact]
    public async Task The_profile_none_leaves_the_request_alone()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:shop:Profile", "None"));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);

        (await harness.SendAsync()).Dispose();

        Assert.Single(harness.Transport.Attempts);
        Assert.Equal(Timeout.InfiniteTimeSpan, harness.Client().Timeout);
    }

    [Fact]
    public async Task A_fallback_answers_in_place_of_a_failure()
    {
        await using var harness = await CallHarness.StartAsync(
            builder => builder.Services.AddHttpClient("shop").AddCloudNativeFallback((failed, _) =>
                ValueTask.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(failed.Exception?.Message ?? $"{failed.Response?.StatusCode}") })),
            ("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Answers(HttpStatusCode.BadGateway).Refuses();

        using var first = await harness.SendAsync();
        Assert.Equal("BadGateway", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var second = await harness.SendAsync();
        Assert.Equal("refused", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_fallback_that_fails_changes_nothing()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHttpClient("shop").AddCloudNativeFallback((_, _) => throw new InvalidOperationException("a defect")));
        harness.Transport.Answers(HttpStatusCode.BadGateway);

        using var response = await harness.SendAsync();
        using var next = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, next.StatusCode);
        Assert.Single(harness.Logs.WithId(8506));
    }
}
