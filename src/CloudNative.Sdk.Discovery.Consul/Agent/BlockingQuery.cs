using System.Globalization;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Asks for one thing again and again; from the second time on Consul answers when it has changed, or the wait is over.</summary>
/// <param name="connection">Where the requests go.</param>
/// <param name="options">How long Consul is to wait, and how old its answer may be.</param>
/// <param name="request">What is asked for, without index, wait and consistency.</param>
/// <param name="time">The clock.</param>
/// <remarks>
/// Any server answers (<c>stale</c>), so that there are answers while there is no leader. Not thread-safe: one request at a time.
/// https://developer.hashicorp.com/consul/api-docs/features/blocking
/// </remarks>
internal sealed class BlockingQuery(ConsulConnection connection, ConsulOptions options, ConsulRequest request, TimeProvider time)
{
    /// <summary>How long the leader may take where the answer of another server is too old: where there is one, it answers at once.</summary>
    private static readonly TimeSpan LeaderTimeout = TimeSpan.FromSeconds(1);

    private ulong _index;

    /// <summary>Gets whether the last answer came from a server that has not heard of its leader for too long, and the leader did not answer.</summary>
    public ConsulException? LeaderFailure { get; private set; }

    /// <summary>Gets how old the last answer may be at most.</summary>
    public TimeSpan Staleness { get; private set; }

    /// <summary>Gets whether Consul held the last answer back until the wait was over.</summary>
    public bool WasHeld { get; private set; }

    /// <summary>Sends the next request.</summary>
    /// <param name="wait">How long Consul may hold it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConsulException">The request failed.</exception>
    public async Task<ConsulAnswer> NextAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isBlocking = _index > 0;
        var answer = await connection.SendAsync(isBlocking ? Blocking(wait) : request with { Query = With("stale") }, cancellationToken).ConfigureAwait(false);
        WasHeld = isBlocking && time.GetElapsedTime(started) >= wait;
        answer = await OfLeaderAsync(answer, cancellationToken).ConfigureAwait(false);
        var index = answer.Index ?? throw connection.Failure(request, "the answer states no X-Consul-Index");

        // An index that went backwards is of servers that have lost or replaced their data: the query begins anew. Index 0 would not block: 1 is the least.
        _index = index < _index ? 0 : Math.Max(1, index);
        return answer;
    }

    private ConsulRequest Blocking(TimeSpan wait) => request with
    {
        Query = With(string.Create(CultureInfo.InvariantCulture, $"stale&index={_index}&wait={(long)wait.TotalMilliseconds}ms")),

        // Consul adds up to a sixteenth, so that the waits of many clients do not end at the same time.
        Hold = wait + (wait / 16),
    };

    private string With(string query) => request.Query.Length == 0 ? query : $"{request.Query}&{query}";

    /// <summary>Asks the leader where the answer is too old; where that fails the old answer stands: it is better than none.</summary>
    private async Task<ConsulAnswer> OfLeaderAsync(ConsulAnswer answer, CancellationToken cancellationToken)
    {
        LeaderFailure = null;
        Staleness = answer.LastContact ?? TimeSpan.Zero;
        if (Staleness <= options.MaxStaleness)
        {
            return answer;
        }

        try
        {
            var fresh = await connection.SendAsync(request with { Timeout = LeaderTimeout }, cancellationToken).ConfigureAwait(false);
            Staleness = TimeSpan.Zero;
            return fresh;
        }
        catch (ConsulException exception)
        {
            LeaderFailure = exception;
            return answer;
        }
    }
}
