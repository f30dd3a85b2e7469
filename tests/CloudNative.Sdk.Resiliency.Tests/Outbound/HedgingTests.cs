using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

public sealed class HedgingTests
{
    [Fact]
    public async Task A_request_that_takes_long_is_sent_twice_and_the_first_answer_counts()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:Hedging", "true"), ("CloudNative:Resiliency:Defaults:HedgingDelay", "00:00:00.1"));
        var wasGivenUp = false;
        harness.Transport
            .Does(async cancelled =>
            {
                await using var registration = cancelled.Register(() => wasGivenUp = true);
                await Task.Delay(Timeout.Infinite, cancelled);
                return new HttpResponseMessage();
            })
            .Answers(HttpStatusCode.OK);
        var start = harness.Time.GetTimestamp();

        (await harness.SendAsync()).Dispose();

        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(900));
        Assert.True(wasGivenUp);
        Assert.Equal((1, 1), (harness.Target.Hedges, harness.Target.HedgesWon));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task A_request_that_must_not_arrive_twice_is_not_hedged(string method)
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Defaults:Hedging", "true"), ("CloudNative:Resiliency:Defaults:HedgingDelay", "00:00:00.1"), ("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Hangs();

        await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync(new HttpRequestMessage(new HttpMethod(method), "http://catalog/")));

        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task Hedges_keep_to_the_budget()
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Defaults:Hedging", "true"),
            ("CloudNative:Resiliency:Defaults:HedgingDelay", "00:00:00.01"),
            ("CloudNative:Resiliency:Defaults:RetryReserve", "0"),
            ("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Does(async cancelled =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), harness.Time, cancelled);
            return new HttpResponseMessage();
        });

        for (var i = 0; i < 100; i++)
        {
            (await harness.SendAsync()).Dispose();
        }

        Assert.InRange(harness.Target.Hedges, 5, 12);
    }

    [Fact]
    public void The_time_of_most_answers_is_known_to_a_fifth()
    {
        var times = new AnswerTimes();
        Assert.Null(times.P95());
        for (var i = 1; i <= 900; i++)
        {
            times.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.InRange(times.P95()!.Value.TotalMilliseconds, 855 * 0.8, 855 * 1.25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void Times_beyond_all_bounds_are_counted_too(long ticks)
    {
        var times = new AnswerTimes();
        for (var i = 0; i < 2500; i++)
        {
            times.Add(TimeSpan.FromTicks(ticks));
        }

        Assert.NotNull(times.P95());
    }
}
