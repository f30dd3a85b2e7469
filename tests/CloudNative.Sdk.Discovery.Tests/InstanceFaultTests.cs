using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>What broken instances cost the callers, in failed calls without any retry.</summary>
public sealed class InstanceFaultTests
{
    [Fact]
    public async Task One_of_three_instances_dies_under_way()
    {
        await using var fleet = await Fleet.StartAsync(3);
        Assert.Equal(0, await fleet.FailuresAsync(30));

        fleet.Servers[0].Die();

        // The pooled connection breaks, the next one is refused.
        Assert.InRange(await fleet.FailuresAsync(60), 0, 2);
        Assert.Equal(0, await fleet.FailuresAsync(60));
    }

    [Theory]
    [InlineData(ServerFault.Reset)]
    [InlineData(ServerFault.Error)]
    [InlineData(ServerFault.Garbage)]
    public async Task One_of_three_instances_breaks_every_call(ServerFault fault)
    {
        await using var fleet = await Fleet.StartAsync(3);
        fleet.Servers[0].Does = fault;

        // Five in succession eject it.
        Assert.InRange(await fleet.FailuresAsync(300), 1, 5);
    }

    [Fact]
    public async Task One_of_three_instances_hangs()
    {
        await using var fleet = await Fleet.StartAsync(3, ("CloudNative:Discovery:Ejection:HangingAfter", "00:00:00.5"));
        fleet.Servers[0].Does = ServerFault.Hang;

        Assert.InRange(await fleet.FailuresAsync(150, limit: TimeSpan.FromSeconds(1)), 0, 5);
    }

    [Fact]
    public async Task One_of_three_instances_is_slow_and_gets_hardly_a_call()
    {
        await using var fleet = await Fleet.StartAsync(3);
        fleet.Servers[0].Delay = TimeSpan.FromMilliseconds(300);

        Assert.Equal(0, await fleet.FailuresAsync(200));

        Assert.InRange(fleet.Servers[0].Requests, 0, 20);
    }

    [Fact]
    public async Task An_instance_that_flaps_costs_a_call_each_time_at_most()
    {
        await using var fleet = await Fleet.StartAsync(2);
        var failures = 0;
        for (var i = 0; i < 5; i++)
        {
            fleet.Servers[0].Die();
            failures += await fleet.FailuresAsync(40);
            fleet.Servers[0].Revive();
            failures += await fleet.FailuresAsync(40);
        }

        Assert.InRange(failures, 0, 10);
    }

    [Fact]
    public async Task All_instances_die_and_come_back()
    {
        await using var fleet = await Fleet.StartAsync(2);
        Assert.Equal(0, await fleet.FailuresAsync(10));
        foreach (var server in fleet.Servers)
        {
            server.Die();
        }

        Assert.Equal(20, await fleet.FailuresAsync(20));
        foreach (var server in fleet.Servers)
        {
            server.Revive();
        }

        // With all of them ejected every one is called, so none has to wait for its return.
        Assert.Equal(0, await fleet.FailuresAsync(20));
    }

    private sealed class Fleet(Caller caller, FaultyServer[] servers) : IAsyncDisposable
    {
        public FaultyServer[] Servers => servers;

        public static async Task<Fleet> StartAsync(int servers, params (string Key, string Value)[] configuration)
        {
            var fleet = Enumerable.Range(0, servers).Select(_ => new FaultyServer()).ToArray();
            // What is ejected for failed answers stays so for the whole test, however slow the machine is.
            return new Fleet(await Caller.StartAsync([("CloudNative:Discovery:Ejection:BaseTime", "00:01:00"), .. configuration, .. fleet.Select((server, i) => ($"Services:catalog:http:{i}", server.Address))]), fleet);
        }

        /// <summary>Makes calls one after the other, with a limit that a stalled machine does not reach, and counts those that failed.</summary>
        public async Task<int> FailuresAsync(int calls, TimeSpan? limit = null)
        {
            var failures = 0;
            using var client = caller.Client();
            client.Timeout = limit ?? TimeSpan.FromSeconds(10);
            for (var i = 0; i < calls; i++)
            {
                try
                {
                    using var response = await client.GetAsync(new Uri("http://catalog/"));
                    failures += response.IsSuccessStatusCode ? 0 : 1;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    failures++;
                }
            }

            return failures;
        }

        public async ValueTask DisposeAsync()
        {
            await caller.DisposeAsync();
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}
