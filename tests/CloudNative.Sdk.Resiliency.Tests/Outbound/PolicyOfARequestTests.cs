using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>What holds where a client, a request, and the service each say something else.</summary>
public sealed class PolicyOfARequestTests
{
    [Fact]
    public async Task A_request_may_have_less_time_than_its_client_has()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHttpClient("shop", http => http.Timeout = TimeSpan.FromMinutes(1)));
        harness.Transport.Hangs();
        var start = harness.Time.GetTimestamp();

        await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync(With(new CallPolicyOptions { TotalTimeout = TimeSpan.FromSeconds(2) })));

        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_request_cannot_change_how_many_calls_its_client_may_have_under_way()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:shop:MaxConcurrency", "1"));
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        harness.Transport.Does(_ => gate.Task);
        using var client = harness.Client();
        var first = client.GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(With(new CallPolicyOptions { MaxConcurrency = 5 }), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10)));

        gate.SetResult(new HttpResponseMessage());
        (await first).Dispose();
    }

    [Fact]
    public async Task A_wait_of_years_is_not_waited_for_where_a_call_has_all_the_time_of_the_world()
    {
        await using var harness = await CallHarness.StartAsync(builder => builder.Services.AddHttpClient("shop", http => http.Timeout = Timeout.InfiniteTimeSpan));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable, response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(int.MaxValue)));

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task A_fallback_answers_where_the_request_alone_is_sent_too()
    {
        await using var harness = await CallHarness.StartAsync(
            builder => builder.Services.AddHttpClient("shop").AddCloudNativeFallback((_, _) => ValueTask.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK))),
            ("CloudNative:Resiliency:Clients:shop:Profile", "None"));
        harness.Transport.Answers(HttpStatusCode.BadGateway);

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void The_reserve_comes_back_however_often_it_is_asked_for()
    {
        var time = new FakeTimeProvider();
        var budget = new RetryBudget(time);
        var policy = new CallPolicy { RetryBudget = 0, RetryReserve = 2 };
        var taken = 0;
        for (var i = 0; i < 100_000; i++)
        {
            taken += budget.TryTake(policy) ? 1 : 0;
            time.Advance(TimeSpan.FromMicroseconds(100));
        }

        Assert.InRange(taken, 28, 30);
    }

    [Fact]
    public async Task Content_that_comes_but_once_is_sent_but_once()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Breaks();
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://catalog/") { Content = JsonContent.Create(LinesAsync()) };

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync(request));

        Assert.Single(harness.Transport.Attempts);
    }

    private static async IAsyncEnumerable<string> LinesAsync()
    {
        await Task.Yield();
        yield return "a line";
    }

    private static HttpRequestMessage With(CallPolicyOptions policy)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");
        request.Options.Set(CallOverride.Policy, policy);
        return request;
    }
}
