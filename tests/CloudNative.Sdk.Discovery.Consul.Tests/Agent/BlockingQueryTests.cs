using CloudNative.Sdk.Discovery.Consul.Agent;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Agent;

public sealed class BlockingQueryTests : IAsyncLifetime
{
    private ScriptedAgent _agent = null!;
    private ConsulConnection _connection = null!;
    private BlockingQuery _query = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await ScriptedAgent.StartAsync();
        var options = _agent.Options(options => options.MaxStaleness = TimeSpan.FromSeconds(10));
        _connection = new ConsulConnection(new OptionsWrapper<ConsulOptions>(options), TimeProvider.System);
        _query = new BlockingQuery(_connection, options, new ConsulRequest("reading the test", HttpMethod.Get, "/v1/kv/a") { Query = "recurse" }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task The_first_request_does_not_block_and_each_further_one_takes_the_index_of_the_last_answer()
    {
        await AskAsync(7, 7, 9);

        Assert.Equal(["?recurse&stale", "?recurse&stale&index=7&wait=60000ms", "?recurse&stale&index=7&wait=60000ms"], Queries);
    }

    [Fact]
    public async Task An_index_of_0_would_not_block_so_1_is_asked_for()
    {
        await AskAsync(0, 0);

        Assert.Equal(["?recurse&stale", "?recurse&stale&index=1&wait=60000ms"], Queries);
    }

    [Fact]
    public async Task An_index_that_goes_backwards_begins_the_query_anew()
    {
        await AskAsync(100, 3, 3, 4);

        Assert.Equal(["?recurse&stale", "?recurse&stale&index=100&wait=60000ms", "?recurse&stale", "?recurse&stale&index=3&wait=60000ms"], Queries);
    }

    [Fact]
    public async Task An_answer_without_an_index_is_none_of_consul()
    {
        _agent.Refuse(200, "<html>");
        var exception = await Assert.ThrowsAsync<ConsulException>(NextAsync);

        Assert.Equal($"reading the test: Consul at {_agent.Address} failed: the answer states no X-Consul-Index.", exception.Message);
    }

    [Fact]
    public async Task An_answer_of_a_server_that_has_just_heard_of_its_leader_is_taken()
    {
        _agent.Next(7, "[]", lastContact: 10_000);
        await NextAsync();

        Assert.Null(_query.LeaderFailure);
        Assert.Single(_agent.Calls);
    }

    [Fact]
    public async Task An_answer_that_is_too_old_is_asked_of_the_leader()
    {
        _agent.Next(7, "old", lastContact: 10_001);
        _agent.Next(9, "new");
        var answer = await NextAsync();

        Assert.Equal(("new", 9UL, null), (System.Text.Encoding.UTF8.GetString(answer.Body.Span), answer.Index, _query.LeaderFailure));
        Assert.Equal(["?recurse&stale", "?recurse"], Queries);
    }

    [Fact]
    public async Task An_old_answer_is_used_where_there_is_no_leader()
    {
        _agent.Next(7, "old", lastContact: 30_000);
        _agent.Refuse(500, "No cluster leader");
        var answer = await NextAsync();

        Assert.Equal("old", System.Text.Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal("No cluster leader", _query.LeaderFailure?.Answer);
        Assert.Equal(TimeSpan.FromSeconds(30), _query.Staleness);
    }

    private IEnumerable<string> Queries => _agent.Calls.Select(call => call.Query);

    private Task<ConsulAnswer> NextAsync() => _query.NextAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private async Task AskAsync(params ulong[] indexes)
    {
        foreach (var index in indexes)
        {
            _agent.Next(index, "[]");
            await NextAsync();
        }
    }
}
