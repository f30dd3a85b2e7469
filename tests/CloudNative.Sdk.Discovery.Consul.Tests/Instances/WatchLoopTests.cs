using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

public sealed class WatchLoopTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ScriptedAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await ScriptedAgent.StartAsync();

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task Answers_that_come_at_once_do_not_make_the_loop_spin()
    {
        for (var i = 0; i < 1000; i++)
        {
            _agent.Next((ulong)(5 + i), Health.Of(Health.Instance("c-1")));
        }

        await using var watching = new Watching(_agent.Options(options => options.RequestTimeout = TimeSpan.FromMinutes(1)), _time);
        await watching.NextAsync();
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 10, "the requests that come at once");
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Eventually.IsTrueAsync(() => _agent.Calls.Count > 10, "a further request");
        Assert.InRange(_agent.Calls.Count, 11, 13);
    }

    [Fact]
    public async Task One_request_is_in_flight_at_a_time()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")));
        await using var watching = new Watching(_agent.Options());
        await watching.NextAsync();
        var held = watching.NextAsync();
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 2, "the second request");

        Assert.False(held.IsCompleted);
        _agent.Next(6, Health.None);
        await held;
        Assert.InRange(_agent.Calls.Count, 2, 3);
    }

    [Fact]
    public async Task The_end_of_the_watch_ends_its_request()
    {
        var ended = new TaskCompletionSource();
        _agent.Next(async context =>
        {
            var aborted = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
            ended.SetResult();
        });
        var watching = new Watching(_agent.Options());
        var next = watching.NextAsync();
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 1, "the request");
        await Task.WhenAll(watching.EndAsync(), Assert.ThrowsAnyAsync<OperationCanceledException>(() => next));
        await watching.DisposeAsync();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_list_of_a_server_without_a_leader_is_used_and_that_is_logged_once()
    {
        for (ulong index = 5; index < 7; index++)
        {
            _agent.Next(index, Health.Of(Health.Instance("c-1")), lastContact: 30_000);
            _agent.Refuse(500, "No cluster leader");
        }

        await using var watching = new Watching(_agent.Options());

        Assert.Single((await watching.NextAsync()).Endpoints);
        Assert.Single((await watching.NextAsync()).Endpoints);
        Assert.StartsWith(
            "CNS8330: the instances of 'catalog' may be out of date: the server of Consul that answers has not heard of its leader for 00:00:30, and the leader does not answer",
            Assert.Single(watching.Logs.WithId(8330)),
            StringComparison.Ordinal);
    }
}
