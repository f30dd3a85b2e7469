using System.Net;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

public sealed class BudgetProperties
{
    [Fact]
    public void Whatever_comes_repetitions_never_exceed_the_share_of_the_calls_and_the_reserve() => Prop
        .ForAll(
            ArbMap.Default.ArbFor<(int Calls, int Takes, byte Pause)[]>(),
            steps =>
            {
                var time = new FakeTimeProvider();
                var policy = new CallPolicy { RetryBudget = 0.2, RetryReserve = 3 };
                var budget = new RetryBudget(time);
                var (calls, taken, seconds) = (0L, 0L, 0d);
                foreach (var step in steps)
                {
                    for (var i = 0; i < Math.Abs(step.Calls % 50); i++, calls++)
                    {
                        budget.Pay(policy);
                    }

                    for (var i = 0; i < Math.Abs(step.Takes % 50); i++)
                    {
                        taken += budget.TryTake(policy) ? 1 : 0;
                    }

                    time.Advance(TimeSpan.FromMilliseconds(step.Pause * 10));
                    seconds += step.Pause / 100d;
                }

                return taken <= (calls * 0.2) + (3 * (5 + seconds)) + 0.001;
            })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Waits_stay_within_their_bounds_for_every_policy() => Prop
        .ForAll(
            ArbMap.Default.ArbFor<(uint Delay, uint Max, byte Retries)>(),
            given =>
            {
                var delay = TimeSpan.FromMilliseconds(given.Delay % 60_000);
                var max = delay + TimeSpan.FromMilliseconds(given.Max % 600_000);
                var wait = RetryWait.Own(new CallPolicy { RetryDelay = delay, MaxRetryDelay = max }, given.Retries);
                return wait >= TimeSpan.Zero && wait <= max * 1.5;
            })
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_minute_of_an_outage_at_500_requests_a_second_is_not_made_worse(bool breaker)
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Defaults:Breaker", breaker ? "true" : "false"), ("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00"));
        harness.Transport.Answers(HttpStatusCode.ServiceUnavailable);
        using var client = harness.Client();
        var afterTheFirstSecond = 0;
        for (var second = 0; second < 60; second++)
        {
            for (var i = 0; i < 500; i++)
            {
                try
                {
                    (await client.GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken)).Dispose();
                }
                catch (HttpRequestException)
                {
                    // The breaker is open.
                }

                harness.Time.Advance(TimeSpan.FromMilliseconds(2));
            }

            afterTheFirstSecond = second == 0 ? harness.Transport.Attempts.Count : afterTheFirstSecond;
        }

        var attempts = harness.Transport.Attempts.Count - afterTheFirstSecond;
        Assert.InRange(attempts, 0, breaker ? 59 * 5 : 59 * 500 * 1.2);
    }
}
