using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class AdaptiveLimitTests
{
    private static readonly TimeSpan ByItself = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly AdaptiveLimit _limit;

    public AdaptiveLimitTests() => _limit = new AdaptiveLimit(new InboundOptions { InitialLimit = 1000 }, _time);

    [Fact]
    public void Below_half_of_the_limit_slow_answers_change_nothing()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);

        Run(seconds: 60, underWay: _ => 499, ByItself * 100);

        Assert.Equal(1000, _limit.Current);
    }

    [Fact]
    public void The_limit_grows_up_to_its_bound_while_answers_stay_as_quick()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);

        Run(seconds: 60, underWay: limit => limit, ByItself);

        Assert.Equal(10_000, _limit.Current);
    }

    [Fact]
    public void The_limit_shrinks_within_a_second_to_what_the_service_can_do()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);

        Serve(seconds: 1, workers: 32);

        Assert.InRange(_limit.Current, 32, 70);
    }

    [Fact]
    public void A_lasting_overload_does_not_become_the_normal_state()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);

        Serve(seconds: 600, workers: 32);

        Assert.InRange(_limit.Current, 32, 70);
        Assert.InRange(_limit.Baseline, ByItself, ByItself * 1.1);
    }

    [Fact]
    public void A_dependency_that_is_slow_for_good_is_learned_at_the_least_limit_and_the_limit_grows_again()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);
        var least = 1000;

        for (var second = 0; second < 20; second++)
        {
            Run(seconds: 1, underWay: limit => limit, ByItself * 20);
            least = Math.Min(least, _limit.Current);
        }

        Assert.Equal(10, least);
        Assert.InRange(_limit.Current, 1000, 10_000);
    }

    [Fact]
    public void Answers_that_take_minutes_are_learned_too_although_few_come_in()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);
        Serve(seconds: 5, workers: 1);

        for (var i = 0; i < 100; i++)
        {
            _limit.Note(10);
            _time.Advance(TimeSpan.FromSeconds(12));
            _limit.Measure(TimeSpan.FromSeconds(40), hasFailed: false);
        }

        Assert.InRange(_limit.Baseline, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(41));
    }

    [Fact]
    public void Failing_fast_is_no_sign_of_speed()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);

        Run(seconds: 5, underWay: _ => 20, TimeSpan.FromMicroseconds(50), hasFailed: true);

        Assert.InRange(_limit.Baseline, ByItself * 0.99, ByItself * 1.01);
    }

    [Fact]
    public void The_limit_goes_back_to_its_initial_value_when_the_load_is_gone()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);
        Serve(seconds: 5, workers: 32);

        Run(seconds: 30, underWay: _ => 5, ByItself);

        Assert.Equal(1000, _limit.Current);
    }

    [Fact]
    public void A_burst_after_hours_without_a_request_is_judged_by_itself()
    {
        Run(seconds: 5, underWay: _ => 20, ByItself);
        _time.Advance(TimeSpan.FromHours(8));

        Run(seconds: 1, underWay: _ => 600, ByItself);

        Assert.InRange(_limit.Current, 1000, 2000);
    }

    /// <summary>Lets requests be under way that take as long as stated, whatever their number.</summary>
    private void Run(double seconds, Func<int, int> underWay, TimeSpan takes, bool hasFailed = false)
    {
        for (var end = _time.GetTimestamp() + TimeSpan.FromSeconds(seconds).Ticks; _time.GetTimestamp() < end;)
        {
            var many = underWay(_limit.Current);
            _limit.Note(_limit.Current / 2 <= many ? _limit.Current / 2 : many);
            _limit.Note(many);

            // Spread over the time that they take.
            var answers = Math.Max(1, (int)(many * 50 / takes.TotalMilliseconds));
            _time.Advance(TimeSpan.FromMilliseconds(50));
            for (var i = 0; i < answers; i++)
            {
                _limit.Measure(takes, hasFailed);
            }
        }
    }

    /// <summary>Fills every place, where only some requests are worked on at a time and the others wait.</summary>
    private void Serve(double seconds, int workers)
    {
        for (var end = _time.GetTimestamp() + TimeSpan.FromSeconds(seconds).Ticks; _time.GetTimestamp() < end;)
        {
            Run(0.05, limit => limit, ByItself * Math.Max(1, (double)_limit.Current / workers));
        }
    }
}
