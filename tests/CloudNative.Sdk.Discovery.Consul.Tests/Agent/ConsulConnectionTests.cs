using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Agent;

public sealed class ConsulConnectionTests : IAsyncLifetime
{
    private static readonly ConsulRequest Read = new("reading the test", HttpMethod.Get, "/v1/health/service/catalog");

    private readonly FakeTimeProvider _time = new();
    private ScriptedAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await ScriptedAgent.StartAsync();

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task A_request_carries_token_data_centre_and_namespace()
    {
        _agent.Next(7, "[]", dataCenter: "dc 2");
        await SendAsync(Read with { Query = "stale" }, options => (options.Token, options.Datacenter, options.Namespace) = ("my-token", "dc 2", "team"));

        Assert.Equal([new ScriptedCall("GET", "/v1/health/service/catalog", "?stale&dc=dc%202&ns=team", "my-token")], _agent.Calls);
    }

    [Fact]
    public async Task A_request_to_the_agent_itself_names_no_data_centre()
    {
        _agent.Next(7, "{}");
        await SendAsync(Read with { Path = "/v1/agent/self" }, options => options.Datacenter = "dc2");

        Assert.Equal([new ScriptedCall("GET", "/v1/agent/self", string.Empty, null)], _agent.Calls);
    }

    [Fact]
    public async Task A_token_file_is_read_for_each_request()
    {
        using var folder = new ScratchFolder();
        var file = await folder.WriteAsync("token", "first\n", TestContext.Current.CancellationToken);
        using var connection = Connection(options => options.TokenFile = file);
        _agent.Next(1, "[]");
        _agent.Next(2, "[]");
        await connection.SendAsync(Read, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);
        await connection.SendAsync(Read, TestContext.Current.CancellationToken);

        Assert.Equal(["first", "second"], _agent.Calls.Select(call => call.Token));
    }

    [Fact]
    public async Task A_token_file_that_is_missing_is_named()
    {
        var exception = await FailsAsync(options => options.TokenFile = "/nowhere/token");

        Assert.Equal($"reading the test: Consul at {_agent.Address} failed: Could not find a part of the path '/nowhere/token'.", exception.Message);
        Assert.Empty(_agent.Calls);
    }

    [Fact]
    public async Task A_refusal_tells_operation_address_status_and_what_consul_said()
    {
        _agent.Refuse(403, "Permission denied\n");
        var exception = await FailsAsync(options => options.Token = "wrong");

        Assert.Equal($"reading the test: Consul at {_agent.Address} answered 403 Forbidden, 'Permission denied'.", exception.Message);
        Assert.Equal((403, "Permission denied"), ((int?)exception.Status, exception.Answer));
    }

    [Fact]
    public async Task What_consul_says_is_bounded_and_never_shows_the_token()
    {
        _agent.Refuse(500, $"no my-secret-token\r\nhere {new string('x', 100_000)}");
        var exception = await FailsAsync(options => options.Token = "my-secret-token");

        Assert.StartsWith("no ***  here xxx", exception.Answer, StringComparison.Ordinal);
        Assert.Equal(ConsulText.MaxLength + 1, exception.Answer!.Length);
        Assert.DoesNotContain("my-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_beyond_the_limit_is_a_failure_and_is_not_read_to_its_end(bool statesItsLength)
    {
        const int Length = 64 * 1024 * 1024;
        var written = 0L;
        _agent.Next(async context =>
        {
            context.Response.ContentLength = statesItsLength ? Length : null;
            for (; written < Length; written += 65536)
            {
                await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
            }
        });
        var exception = await FailsAsync();

        Assert.Equal(
            $"reading the test: Consul at {_agent.Address} failed: the answer is longer than the 8388608 bytes of CloudNative:Discovery:Consul:MaxResponseBytes.", exception.Message);
        Assert.InRange(written, 0, Length - 1);
    }

    [Fact]
    public async Task An_answer_of_the_greatest_length_is_read()
    {
        _agent.Next(1, new string('x', 65536));

        Assert.Equal(65536, (await SendAsync(Read, options => options.MaxResponseBytes = 65536)).Body.Length);
    }

    [Fact]
    public async Task A_hung_agent_ends_with_the_time_limit()
    {
        using var connection = Connection();
        var answer = connection.SendAsync(Read with { Hold = TimeSpan.FromSeconds(60) }, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => _agent.Calls.Count == 1, "the request to arrive");
        _time.Advance(TimeSpan.FromSeconds(64));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        var exception = await Assert.ThrowsAsync<ConsulException>(() => answer);
        Assert.Equal($"reading the test: Consul at {_agent.Address} failed: no whole answer within 00:01:05.", exception.Message);
    }

    [Fact]
    public async Task An_answer_that_trickles_ends_with_the_time_limit_of_a_request_without_a_wait()
    {
        var hasBegun = new TaskCompletionSource();
        _agent.Next(async context =>
        {
            await context.Response.WriteAsync("[", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(1, context.RequestAborted);
                hasBegun.TrySetResult();
            }
        });
        using var connection = Connection();
        var answer = connection.SendAsync(Read with { Hold = TimeSpan.FromMinutes(10) }, TestContext.Current.CancellationToken);
        await hasBegun.Task;

        // The limit is set anew when the head of the answer has come; how soon that is seen on this side is not known.
        await Eventually.IsTrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return answer.IsCompleted;
            },
            "the answer to end");

        await Assert.ThrowsAsync<ConsulException>(() => answer);
        Assert.True(_time.GetUtcNow() < new DateTimeOffset(2030, 1, 1, 0, 9, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_a_failure_at_once()
    {
        var port = FreePort.Next();
        using var connection = Connection(options => options.Address = $"http://127.0.0.1:{port}");
        var exception = await Assert.ThrowsAsync<ConsulException>(() => connection.SendAsync(Read, TestContext.Current.CancellationToken));

        Assert.Equal($"reading the test: Consul at http://127.0.0.1:{port} failed: Connection refused (127.0.0.1:{port}).", exception.Message);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_no_failure_of_consul()
    {
        using var connection = Connection();
        using var end = new CancellationTokenSource();
        var answer = connection.SendAsync(Read, end.Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    private ConsulConnection Connection(Action<ConsulOptions>? configure = null) => new(new OptionsWrapper<ConsulOptions>(_agent.Options(configure)), _time);

    private async Task<ConsulAnswer> SendAsync(ConsulRequest request, Action<ConsulOptions>? configure = null)
    {
        using var connection = Connection(configure);
        return await connection.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<ConsulException> FailsAsync(Action<ConsulOptions>? configure = null) => Assert.ThrowsAsync<ConsulException>(() => SendAsync(Read, configure));
}
