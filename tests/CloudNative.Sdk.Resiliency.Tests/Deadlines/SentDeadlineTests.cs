using System.Globalization;
using System.Net;
using CloudNative.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

public sealed class SentDeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_call_without_a_deadline_sends_none()
    {
        await using var caller = await CallerAsync();
        Assert.Null(await caller.SendAsync());
    }

    [Fact]
    public async Task A_call_sends_what_is_left_rounded_down()
    {
        await using var caller = await CallerAsync();
        using var deadline = RequestDeadline.Begin(TimeSpan.FromMilliseconds(1000.9), _time);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("700", await caller.SendAsync());
    }

    [Fact]
    public async Task A_call_sends_its_own_limit_where_that_is_shorter()
    {
        await using var caller = await CallerAsync(("CloudNative:Resiliency:Defaults:TotalTimeout", "00:00:20"));
        using var deadline = RequestDeadline.Begin(TimeSpan.FromMinutes(5), _time);
        Assert.Equal("20000", await caller.SendAsync());
    }

    [Fact]
    public async Task Without_a_policy_the_deadline_is_still_sent()
    {
        await using var caller = await CallerAsync(("CloudNative:Resiliency:Defaults:Profile", "None"));
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(3), _time);
        Assert.Equal("3000", await caller.SendAsync());
    }

    [Fact]
    public async Task What_the_application_sends_itself_stays()
    {
        await using var caller = await CallerAsync();
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(3), _time);
        Assert.Equal("77", await caller.SendAsync(("X-Request-Deadline", "77")));
    }

    [Fact]
    public async Task Suspended_it_is_not_sent()
    {
        await using var caller = await CallerAsync();
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(3), _time);
        using var suspended = RequestDeadline.Suspend();
        Assert.Null(await caller.SendAsync());
    }

    [Fact]
    public async Task Over_it_lets_no_call_go_out()
    {
        await using var caller = await CallerAsync();
        using var deadline = RequestDeadline.Begin(TimeSpan.Zero, _time);
        var failure = await Assert.ThrowsAsync<TaskCanceledException>(() => caller.SendAsync());
        Assert.StartsWith("CNS8514: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(caller.Sent);
    }

    [Fact]
    public async Task Each_attempt_sends_what_is_left_by_then()
    {
        await using var caller = await CallerAsync();
        caller.Answer = attempt =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return attempt < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        };
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(60), _time);
        var call = caller.SendAsync();
        while (!call.IsCompleted)
        {
            // The waits between the attempts.
            await Task.Yield();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await call;
        var sent = caller.Sent.Select(value => int.Parse(value!, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(3, sent.Length);
        Assert.Equal(30_000, sent[0]);
        Assert.InRange(sent[1], 0, sent[0] - 100);
        Assert.InRange(sent[2], 0, sent[1] - 100);
    }

    [Fact]
    public async Task A_hedge_sends_what_is_left_when_it_goes_out()
    {
        await using var caller = await CallerAsync(("CloudNative:Resiliency:Defaults:Hedging", "true"), ("CloudNative:Resiliency:Defaults:HedgingDelay", "00:00:01"));
        caller.FirstNeverAnswers = true;
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(10), _time);
        var call = caller.SendAsync();
        await Eventually.IsTrueAsync(() => !caller.Sent.IsEmpty, "the first request");
        _time.Advance(TimeSpan.FromSeconds(1));
        await call;
        Assert.Equal(["10000", "9000"], caller.Sent);
    }

    [Fact]
    public async Task Whatever_was_received_and_passed_no_more_is_sent_than_received_less_the_time_spent()
    {
        await using var caller = await CallerAsync();
        Prop.ForAll(Arb.From(Gen.Zip(Ticks.UpTo(TimeSpan.FromSeconds(25)), Ticks.UpTo(TimeSpan.FromSeconds(26)))), times =>
        {
            var (received, spent) = times;
            using var deadline = RequestDeadline.Begin(new TimeSpan(received), _time);
            _time.Advance(new TimeSpan(spent));
            var call = caller.SendAsync();
            return spent >= received
                ? call.IsFaulted || call.IsCanceled
                : long.Parse(call.GetAwaiter().GetResult()!, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond is var sent
                    && sent <= received - spent && received - spent - sent < TimeSpan.TicksPerMillisecond;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private Task<ScriptedCaller> CallerAsync(params (string Key, string Value)[] configuration) => ScriptedCaller.StartAsync(_time, configuration);
}
