using CloudNative.Sdk.Resiliency.Deadlines;
using CloudNative.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

public sealed class RequestDeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void There_is_none_outside_of_a_request() => Assert.Null(RequestDeadline.Left);

    [Fact]
    public void What_is_left_shrinks_with_the_clock_down_to_zero()
    {
        using var scope = RequestDeadline.Begin(TimeSpan.FromSeconds(1), _time);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromMilliseconds(700), RequestDeadline.Left);
        Assert.False(scope.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(TimeSpan.Zero, RequestDeadline.Left);
        Assert.True(scope.Token.IsCancellationRequested);
    }

    [Fact]
    public void Its_own_timer_ends_it_however_early_it_fires()
    {
        _time.Earliness = TimeSpan.FromMilliseconds(100);
        using var deadline = Deadline.Begin(TimeSpan.FromMilliseconds(500), _time, CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(deadline.TryExpire());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(deadline.TryExpire());
    }

    [Fact]
    public void A_caller_who_has_gone_is_no_deadline_that_is_over()
    {
        using var stop = new CancellationTokenSource();
        using var deadline = Deadline.Begin(TimeSpan.FromMilliseconds(500), _time, stop.Token);
        stop.Cancel();
        Assert.False(deadline.TryExpire());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-5000)]
    public void One_that_is_over_fires_at_once(int milliseconds)
    {
        using var scope = RequestDeadline.Begin(TimeSpan.FromMilliseconds(milliseconds));
        Assert.True(scope.Token.IsCancellationRequested);
        Assert.Equal(TimeSpan.Zero, RequestDeadline.Left);
    }

    [Fact]
    public void The_given_token_fires_that_of_the_scope()
    {
        using var stop = new CancellationTokenSource();
        using var scope = RequestDeadline.Begin(TimeSpan.FromSeconds(1), _time, stop.Token);
        stop.Cancel();
        Assert.True(scope.Token.IsCancellationRequested);
    }

    [Fact]
    public void Within_another_the_earlier_counts_and_after_it_the_outer_one()
    {
        using var outer = RequestDeadline.Begin(TimeSpan.FromSeconds(2), _time);
        using (RequestDeadline.Begin(TimeSpan.FromSeconds(1), _time))
        {
            Assert.Equal(TimeSpan.FromSeconds(1), RequestDeadline.Left);
            using var longer = RequestDeadline.Begin(TimeSpan.FromSeconds(5), _time);
            Assert.Equal(TimeSpan.FromSeconds(1), RequestDeadline.Left);
        }

        Assert.Equal(TimeSpan.FromSeconds(2), RequestDeadline.Left);
    }

    [Fact]
    public void Suspended_it_does_not_count_until_the_scope_ends()
    {
        using var scope = RequestDeadline.Begin(TimeSpan.Zero, _time);
        using (var suspended = RequestDeadline.Suspend())
        {
            Assert.Null(RequestDeadline.Left);
            Assert.False(suspended.Token.CanBeCanceled);
        }

        Assert.Equal(TimeSpan.Zero, RequestDeadline.Left);
    }

    [Fact]
    public async Task Work_that_goes_on_after_the_scope_has_no_deadline()
    {
        var ended = new TaskCompletionSource();
        Task<(TimeSpan? Before, TimeSpan? After)> work;
        using (RequestDeadline.Begin(TimeSpan.FromSeconds(1), _time))
        {
            work = WorkAsync();
        }

        ended.SetResult();
        Assert.Equal((TimeSpan.FromSeconds(1), null), await work);

        async Task<(TimeSpan? Before, TimeSpan? After)> WorkAsync()
        {
            var before = RequestDeadline.Left;
            await ended.Task;
            return (before, RequestDeadline.Left);
        }
    }

    [Fact]
    public void The_token_does_not_fire_once_the_scope_has_ended()
    {
        var scope = RequestDeadline.Begin(TimeSpan.FromSeconds(1), _time);
        scope.Dispose();
        scope.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(scope.Token.IsCancellationRequested);
    }

    [Fact]
    public void More_than_a_day_is_refused()
    {
        using (RequestDeadline.Begin(TimeSpan.FromHours(24)))
        {
            Assert.Throws<ArgumentOutOfRangeException>("left", () => RequestDeadline.Begin(TimeSpan.FromHours(24) + TimeSpan.FromTicks(1)));
        }
    }

    [Fact]
    public void However_scopes_nest_and_time_passes_an_inner_one_is_never_later_than_an_outer_one() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Zip(Gen.Choose(-10, 1000), Gen.Choose(0, 50)))), steps =>
        {
            var scopes = new Stack<DeadlineScope>();
            var expected = TimeSpan.MaxValue;
            var holds = true;
            foreach (var (left, passed) in steps)
            {
                scopes.Push(RequestDeadline.Begin(TimeSpan.FromMilliseconds(left), _time));
                expected = Math.Min(expected.Ticks, TimeSpan.FromMilliseconds(Math.Max(0, left)).Ticks) is var least ? new TimeSpan(Math.Max(0, least - TimeSpan.FromMilliseconds(passed).Ticks)) : default;
                _time.Advance(TimeSpan.FromMilliseconds(passed));
                holds &= RequestDeadline.Left == expected && scopes.Peek().Token.IsCancellationRequested == (expected == TimeSpan.Zero);
            }

            while (scopes.TryPop(out var scope))
            {
                scope.Dispose();
            }

            return holds && RequestDeadline.Left is null;
        }).QuickCheckThrowOnFailure();
}
