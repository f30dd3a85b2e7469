using CloudNative.Sdk.Health.Scheduling;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Tests.Scheduling;

public sealed class ScheduledCheckTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_result_counts_until_its_greatest_age_and_then_says_stale()
    {
        var check = Check(maxAge: TimeSpan.FromSeconds(30));
        check.Publish(HealthCheckResult.Healthy("fine"), TimeSpan.FromMilliseconds(3));

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((HealthStatus.Healthy, "fine"), (check.Status, check.ToEntry().Description));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(
            (HealthStatus.Unhealthy, HealthStatus.Unhealthy, "stale: the last result is 00:00:30.0000001 old, more than 00:00:30"),
            (check.Status, check.ToEntry().Status, check.ToEntry().Description));
    }

    [Fact]
    public void A_stale_result_of_a_check_that_only_degrades_only_degrades()
    {
        var check = Check(maxAge: TimeSpan.FromSeconds(30), failureStatus: HealthStatus.Degraded);
        check.Publish(HealthCheckResult.Healthy(), TimeSpan.Zero);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HealthStatus.Degraded, check.Status);
    }

    [Fact]
    public void Before_its_first_run_a_check_fails_readiness_and_not_liveness()
    {
        var check = Check(maxAge: TimeSpan.FromSeconds(30));

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy, "has not run yet"), (check.Status, check.LiveStatus, check.ToEntry().Description));

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HealthStatus.Unhealthy, check.LiveStatus);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(1000, 10)]
    public void A_failed_check_is_asked_again_soon_and_then_ever_later_up_to_its_period(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CheckScheduler.Pause(TimeSpan.FromSeconds(10), failures));

    [Theory]
    [InlineData(1, 1, "HUHU", "HUHU")]
    [InlineData(3, 1, "HUUHUUU", "HHHHHHU")]
    [InlineData(1, 2, "UHUHH", "UUUUH")]
    [InlineData(2, 2, "UHHUDUU", "UUHHDDU")]
    [InlineData(5, 5, "U", "U")]
    public void Thresholds_damp_flapping(int failures, int successes, string observed, string expected)
    {
        var filter = new FlapFilter(failures, successes);

        Assert.Equal(expected, string.Concat(observed.Select(letter => filter.Apply(Status(letter)).ToString()[0])));
    }

    private static HealthStatus Status(char letter) => letter switch
    {
        'H' => HealthStatus.Healthy,
        'D' => HealthStatus.Degraded,
        _ => HealthStatus.Unhealthy,
    };

    private ScheduledCheck Check(TimeSpan maxAge, HealthStatus failureStatus = HealthStatus.Unhealthy) => new(
        new HealthCheckRegistration("db", _ => throw new InvalidOperationException(), failureStatus, null),
        new CheckPlan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.Zero, maxAge, 1, 1),
        _time);
}
