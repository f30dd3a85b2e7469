using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Tests.Watching;

public sealed class ServiceWatchTests
{
    [Fact]
    public void The_first_source_that_knows_the_service_names_its_instances()
    {
        var (first, second, third) = (new ScriptedSource("First").DoesNotKnow(), new ScriptedSource("Second").Says("a:80"), new ScriptedSource("Third").Says("b:80"));
        using var harness = new WatchHarness(sources: [first, second, third]);

        Assert.Equal(["a:80"], harness.Addresses);
        Assert.Equal("Second", harness.Watch.State?.Source);
        Assert.Equal(0, third.Asked);
    }

    [Fact]
    public void A_source_before_it_that_learns_of_the_service_takes_over()
    {
        var (first, second) = (new ScriptedSource("First").DoesNotKnow(), new ScriptedSource("Second").Says("b:80"));
        using var harness = new WatchHarness(sources: [first, second]);

        first.Says("a:80");
        Assert.Equal(["a:80"], harness.Addresses);

        first.DoesNotKnow();
        second.Says("c:80");
        Assert.Equal(["c:80"], harness.Addresses);
    }

    [Fact]
    public async Task A_source_that_fails_leaves_the_last_good_state_and_is_asked_again()
    {
        var source = new ScriptedSource().Says("a:80", "b:80");
        using var harness = new WatchHarness(sources: [source]);

        source.Fails();
        Assert.Equal(["a:80", "b:80"], harness.Addresses);
        Assert.Equal(
            ["CNS8308: the source 'Scripted' does not answer about 'catalog': the registry is down It is asked again; until then the 2 instances that it named last stay in use."],
            harness.Logs.WithId(8308));

        harness.Time.Advance(TimeSpan.FromSeconds(90));
        await Eventually.IsTrueAsync(() => source.Asked == 2, "the source is asked again");
        Assert.InRange(harness.Watch.Age()!.Value, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(91));

        source.Says("c:80");
        Assert.Equal(["c:80"], harness.Addresses);
        Assert.Single(harness.Logs.WithId(8309));
    }

    [Fact]
    public async Task One_outage_is_one_warning_however_long_it_is()
    {
        var source = new ScriptedSource().Says("a:80");
        using var harness = new WatchHarness(sources: [source]);

        for (var i = 0; i < 5; i++)
        {
            source.Fails();
            harness.Time.Advance(TimeSpan.FromSeconds(20));
            await Eventually.IsTrueAsync(() => source.Asked == i + 2, "the source is asked again");
        }

        Assert.Single(harness.Logs.WithId(8308));
    }

    [Fact]
    public async Task A_source_that_answers_and_fails_again_and_again_is_left_alone_for_longer_and_longer()
    {
        var source = new ScriptedSource();
        using var harness = new WatchHarness(sources: [source]);
        for (var second = 0; second < 60; second++)
        {
            source.Says("a:80").Fails();
            harness.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.InRange(source.Asked, 2, 20);
        Assert.InRange(harness.Logs.WithId(8308).Count(), 1, 10);
    }

    [Fact]
    public async Task While_callers_wait_a_source_is_asked_again_within_two_seconds()
    {
        var source = new ScriptedSource();
        using var harness = new WatchHarness(sources: [source]);
        for (var i = 0; i < 12; i++)
        {
            source.Fails();
            harness.Time.Advance(TimeSpan.FromSeconds(1.6));
            await Eventually.IsTrueAsync(() => source.Asked == i + 2, "the source is asked again");
        }

        Assert.True(harness.Watch.State?.HasFailed);
        var waiting = harness.Watch.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        source.Says("a:80");

        Assert.Equal("a:80", Assert.Single((await waiting)!.Set!.Instances).Endpoint.ToString());
    }

    [Fact]
    public async Task A_caller_waits_no_longer_than_its_limit()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource()]);
        var waiting = harness.Watch.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken).AsTask();

        harness.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        harness.Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(await waiting);
    }

    [Fact]
    public void An_instance_that_stays_keeps_what_was_seen_of_it()
    {
        var source = new ScriptedSource().Says("a:80", "b:80");
        using var harness = new WatchHarness(sources: [source]);
        var kept = harness.Watch.State!.Set!.Instances[1];

        source.Says(ScriptedSource.Endpoint("b:80", weight: 7), ScriptedSource.Endpoint("c:80"));

        Assert.Equal(["b:80", "c:80"], harness.Addresses);
        Assert.Same(kept, harness.Watch.State.Set.Instances[0]);
        Assert.Equal(7, kept.Endpoint.Weight);
        Assert.True(harness.Watch.State.Set.Instances[1].Health.IsReturning, "a newcomer gets its full share only after a while");
    }

    [Fact]
    public void The_same_state_again_changes_nothing_but_its_age()
    {
        var source = new ScriptedSource().Says("a:80");
        using var harness = new WatchHarness(sources: [source]);
        var set = harness.Watch.State!.Set;
        harness.Time.Advance(TimeSpan.FromSeconds(30));

        source.Says("a:80");

        Assert.Same(set, harness.Watch.State.Set);
        Assert.Equal(TimeSpan.Zero, harness.Watch.Age());
    }

    [Fact]
    public void After_its_end_a_watch_asks_nobody()
    {
        var source = new ScriptedSource().Says("a:80");
        var harness = new WatchHarness(sources: [source]);

        harness.Dispose();
        source.Says("b:80");
        harness.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["a:80"], harness.Addresses);
        Assert.Equal(1, source.Asked);
    }
}
