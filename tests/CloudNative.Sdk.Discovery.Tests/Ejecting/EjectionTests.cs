using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Discovery.Tests.Ejecting;

public sealed class EjectionTests
{
    [Fact]
    public void An_instance_that_cannot_be_connected_to_is_ejected_at_once()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);

        harness.End("a:80", CallOutcome.Unreachable);

        Assert.Equal(["a:80"], harness.Ejected);
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal("b:80", harness.Pick().ToString()));
        Assert.Equal(["CNS8310: instance a:80 of 'catalog' is not called for a while: Unreachable"], harness.Logs.WithId(8310));
    }

    [Fact]
    public async Task It_comes_back_when_a_connection_succeeds_and_not_before()
    {
        var port = FreePort.Next();
        using var listener = new TcpListener(IPAddress.Loopback, port);
        var address = $"127.0.0.1:{port}";
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says(address, "b:80")]);
        harness.End(address, CallOutcome.Unreachable);

        for (var i = 0; i < 8; i++)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal([address], harness.Ejected);
        listener.Start();
        await Eventually.IsTrueAsync(
            () =>
            {
                harness.Time.Advance(TimeSpan.FromSeconds(1));
                return harness.Ejected.Length == 0;
            },
            "the instance comes back");
        Assert.Single(harness.Logs.WithId(8311));
    }

    [Fact]
    public void Failed_answers_eject_after_some_in_succession_and_one_good_answer_between_them_does_not()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);

        harness.End("a:80", CallOutcome.Failure, times: 4);
        harness.End("a:80", CallOutcome.Success);
        harness.End("a:80", CallOutcome.Failure, times: 4);
        Assert.Empty(harness.Ejected);
        harness.End("a:80", CallOutcome.Failure);
        Assert.Equal(["a:80"], harness.Ejected);
    }

    [Fact]
    public void Half_of_many_answers_failed_eject_too()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);

        for (var i = 0; i < 9; i++)
        {
            harness.End("a:80", CallOutcome.Success);
            harness.End("a:80", CallOutcome.Failure);
        }

        Assert.Empty(harness.Ejected);
        for (var i = 0; i < 3; i++)
        {
            harness.End("a:80", CallOutcome.Success);
            harness.End("a:80", CallOutcome.Failure);
        }

        Assert.Equal(["a:80"], harness.Ejected);
    }

    [Fact]
    public void Failures_of_long_ago_do_not_count()
    {
        using var harness = new WatchHarness(new EjectionOptions { ConsecutiveFailures = 1000 }, sources: [new ScriptedSource().Says("a:80", "b:80")]);
        harness.End("a:80", CallOutcome.Failure, times: 18);

        harness.Time.Advance(TimeSpan.FromSeconds(11));
        harness.End("a:80", CallOutcome.Success, times: 15);
        harness.End("a:80", CallOutcome.Failure, times: 5);

        Assert.Empty(harness.Ejected);
    }

    [Fact]
    public void A_call_given_up_counts_only_when_it_hung()
    {
        using var harness = new WatchHarness(new EjectionOptions { ConsecutiveFailures = 2 }, sources: [new ScriptedSource().Says("a:80", "b:80")]);
        var instance = harness.Watch.State!.Set!.Instances[0];

        for (var i = 0; i < 10; i++)
        {
            harness.End(instance, CallOutcome.Cancelled, TimeSpan.FromMilliseconds(200));
        }

        Assert.Empty(harness.Ejected);
        harness.End(instance, CallOutcome.Cancelled, TimeSpan.FromSeconds(1));
        harness.End(instance, CallOutcome.Cancelled, TimeSpan.FromSeconds(1));
        Assert.Equal(["a:80"], harness.Ejected);
    }

    [Fact]
    public void It_returns_after_its_time_on_probation_and_each_time_it_is_out_for_longer()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);
        harness.End("a:80", CallOutcome.Failure, times: 5);

        var times = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            var start = harness.Time.GetTimestamp();
            while (harness.Ejected.Length > 0)
            {
                harness.Time.Advance(TimeSpan.FromMilliseconds(250));
            }

            times.Add(harness.Time.GetElapsedTime(start).TotalSeconds);
            harness.End("a:80", CallOutcome.Failure);
            Assert.Equal(["a:80"], harness.Ejected);
        }

        Assert.InRange(times[0], 4.4, 5.8);
        Assert.InRange(times[1], 8.9, 11.3);
        Assert.InRange(times[2], 17.9, 22.3);
        Assert.InRange(times[3], 35.9, 44.3);
    }

    [Fact]
    public void Calls_that_began_before_it_came_back_do_not_judge_it()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);
        var instance = harness.Watch.State!.Set!.Instances[0];
        instance.Begin();
        var started = harness.Time.GetTimestamp();
        harness.End("a:80", CallOutcome.Failure, times: 5);
        while (harness.Ejected.Length > 0)
        {
            harness.Time.Advance(TimeSpan.FromMilliseconds(250));
        }

        harness.Watch.End(instance, CallOutcome.Cancelled, started);

        Assert.Empty(harness.Ejected);
        Assert.True(instance.Health.IsOnProbation);
    }

    [Fact]
    public void A_call_given_up_after_ten_times_the_usual_time_counts_as_failed()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);
        harness.End("a:80", CallOutcome.Success, times: 10);
        var instance = harness.Watch.State!.Set!.Instances[0];

        for (var i = 0; i < 5; i++)
        {
            harness.End(instance, CallOutcome.Cancelled, TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(["a:80"], harness.Ejected);
    }

    [Fact]
    public void What_came_back_gets_its_share_slowly()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);
        harness.End("a:80", CallOutcome.Failure, times: 5);
        while (harness.Ejected.Length > 0)
        {
            harness.Time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var atFirst = ShareOf("a:80", harness);
        harness.Time.Advance(TimeSpan.FromSeconds(11));
        var later = ShareOf("a:80", harness);

        Assert.InRange(atFirst, 0, 0.2);
        Assert.InRange(later, 0.4, 0.6);
    }

    [Fact]
    public void Too_many_failures_are_not_the_fault_of_the_instances()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80", "c:80")]);

        foreach (var address in new[] { "a:80", "b:80", "c:80" })
        {
            harness.End(address, CallOutcome.Failure, times: 10);
        }

        Assert.Equal(["a:80", "b:80"], harness.Ejected);
    }

    [Fact]
    public void When_all_are_unreachable_all_are_called()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80")]);
        harness.End("a:80", CallOutcome.Unreachable);
        harness.End("b:80", CallOutcome.Unreachable);

        var picked = Enumerable.Range(0, 100).Select(_ => harness.Pick().ToString()).Distinct().Order();

        Assert.Equal(["a:80", "b:80"], picked);
    }

    [Fact]
    public void The_only_instance_is_never_ejected()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80")]);

        harness.End("a:80", CallOutcome.Unreachable, times: 10);

        Assert.Empty(harness.Ejected);
    }

    [Fact]
    public void Ejection_can_be_switched_off()
    {
        using var harness = new WatchHarness(new EjectionOptions { Enabled = false }, sources: [new ScriptedSource().Says("a:80", "b:80")]);

        harness.End("a:80", CallOutcome.Unreachable, times: 10);

        Assert.Empty(harness.Ejected);
    }

    [Fact]
    public void A_request_never_goes_to_an_instance_again_while_another_is_left()
    {
        using var harness = new WatchHarness(sources: [new ScriptedSource().Says("a:80", "b:80", "c:80")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");
        var tried = TriedInstances.Attach(request);

        for (var i = 0; i < 3; i++)
        {
            var instance = harness.Pick(tried: tried);
            Assert.False(tried.Contains(instance));
            tried.Add(instance);
        }

        Assert.NotNull(harness.Pick(tried: tried));
    }

    private static double ShareOf(string address, WatchHarness harness) =>
        Enumerable.Range(0, 2000).Count(_ => harness.Pick(new(LoadBalancing.Random, null, [], null, [])).ToString() == address) / 2000d;
}
