using System.Net;
using System.Net.Http.Headers;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

public sealed class RetryTests
{
    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task An_answer_that_may_be_better_next_time_is_asked_for_again(HttpStatusCode status)
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(status).Answers(HttpStatusCode.OK);

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, harness.Transport.Attempts.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task An_answer_that_would_be_the_same_is_final(HttpStatusCode status)
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(status);

        using var response = await harness.SendAsync();

        Assert.Equal(status, response.StatusCode);
        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task After_the_last_attempt_its_answer_is_the_answer_of_the_call()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.BadGateway);

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(4, harness.Transport.Attempts.Count);
    }

    [Theory]
    [InlineData("POST", null, 1)]
    [InlineData("PATCH", null, 1)]
    [InlineData("POST", "order-7", 2)]
    [InlineData("PUT", null, 2)]
    [InlineData("DELETE", null, 2)]
    public async Task Only_a_request_that_may_arrive_twice_is_sent_twice(string method, string? idempotencyKey, int attempts)
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Breaks().Answers(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://catalog/orders") { Content = new StringContent("{}") };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (attempts == 1)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync(request));
        }
        else
        {
            (await harness.SendAsync(request)).Dispose();
        }

        Assert.Equal(attempts, harness.Transport.Attempts.Count);
    }

    [Fact]
    public async Task A_post_that_was_certainly_not_sent_is_sent_again()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Refuses().Answers(HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://catalog/orders") { Content = new ByteArrayContent([1]) };

        using var response = await harness.SendAsync(request);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Content_that_can_be_read_once_is_sent_once()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Refuses().Answers(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://catalog/orders") { Content = new StreamContent(new MemoryStream([1])) };

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync(request));

        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_no_failure_of_the_service()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Throws(() => new InvalidOperationException("a defect"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.SendAsync());

        Assert.Equal("a defect", exception.Message);
        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task What_the_service_asks_for_is_waited_for()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable, response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))).Answers(HttpStatusCode.OK);
        var start = harness.Time.GetTimestamp();

        (await harness.SendAsync()).Dispose();

        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
    }

    [Theory]
    [InlineData("31")]
    [InlineData("999999999")]
    [InlineData("Fri, 31 Dec 2100 23:59:59 GMT")]
    public async Task A_wait_beyond_the_limit_of_the_call_ends_it_at_once(string retryAfter)
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable, response => response.Headers.TryAddWithoutValidation("Retry-After", retryAfter));
        var start = harness.Time.GetTimestamp();

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public void Waits_grow_and_are_spread()
    {
        var policy = new CallPolicy { RetryDelay = TimeSpan.FromMilliseconds(100), MaxRetryDelay = TimeSpan.FromSeconds(1) };
        for (var retries = 0; retries < 6; retries++)
        {
            var mean = Math.Min(1000, 100 * Math.Pow(2, retries));
            var waits = Enumerable.Range(0, 500).Select(_ => RetryWait.Own(policy, retries).TotalMilliseconds).ToArray();
            Assert.All(waits, wait => Assert.InRange(wait, mean * 0.5, mean * 1.5));
            Assert.InRange(waits.Average(), mean * 0.9, mean * 1.1);
        }
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_the_call_and_counts_as_no_failure()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Hangs();
        using var giveUp = new CancellationTokenSource();
        var call = harness.Client().GetAsync(new Uri("http://catalog/"), giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(harness.Transport.Attempts);
        Assert.Equal(1, harness.Target.Attempts(AttemptOutcome.Cancelled));
        Assert.Equal(0, harness.Target.Attempts(AttemptOutcome.Failure));
    }

    [Fact]
    public async Task A_caller_that_gives_up_during_a_wait_is_not_kept()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        using var giveUp = new CancellationTokenSource();
        var call = harness.Client().GetAsync(new Uri("http://catalog/"), giveUp.Token);
        Assert.False(call.IsCompleted);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_client_repeats_no_more_than_its_share_of_calls()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:Breaker", "false"), ("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00"));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);

        for (var i = 0; i < 1000; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        // A tenth of the calls, and what two a second have saved up.
        Assert.InRange(harness.Transport.Attempts.Count, 1105, 1130);
    }

    [Fact]
    public async Task A_single_request_may_have_a_policy_of_its_own()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");
        request.Options.Set(CallOverride.Policy, new CallPolicyOptions { MaxRetries = 0 });

        (await harness.SendAsync(request)).Dispose();

        Assert.Single(harness.Transport.Attempts);
    }
}
