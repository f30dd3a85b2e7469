using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.Discovery.Consul.Instances;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

/// <summary>A source that is watched as the core of discovery does: one enumeration after the other.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly ConsulConnection _connection;
    private readonly ConsulSource _source;
    private readonly ServiceQuery _query;
    private readonly CancellationTokenSource _end = new();
    private readonly LoggerFactory _logging;
    private IAsyncEnumerator<ServiceEndpoints> _states;

    public Watching(ConsulOptions options, TimeProvider? time = null, string? endpoint = null, params string[] schemes)
    {
        time ??= TimeProvider.System;
        _query = new ServiceQuery("catalog", endpoint, schemes is [] ? ["http"] : schemes, IsExplicit: endpoint is not null || schemes.Length > 1);
        _connection = new ConsulConnection(new OptionsWrapper<ConsulOptions>(options), time);
        _logging = new LoggerFactory([Logs]);
        _source = new ConsulSource(_connection, new OptionsWrapper<ConsulOptions>(options), time, _logging.CreateLogger<ConsulSource>());
        _states = Watch();
    }

    public CapturedLogs Logs { get; } = new();

    public async Task<ServiceEndpoints> NextAsync()
    {
        Assert.True(await _states.MoveNextAsync().AsTask().WaitAsync(Deadline));
        return _states.Current;
    }

    /// <summary>Expects the watch to fail, and watches again.</summary>
    public async Task<string> FailureAsync()
    {
        var exception = await Assert.ThrowsAsync<ConsulException>(() => _states.MoveNextAsync().AsTask().WaitAsync(Deadline));
        await _states.DisposeAsync();
        _states = Watch();
        return exception.Message;
    }

    /// <summary>Watches again before the present watch has ended.</summary>
    /// <returns>The first state of the new watch.</returns>
    public async Task<ServiceEndpoints> OverlapAsync()
    {
        var former = _states;
        _states = Watch();
        var next = NextAsync();
        await former.DisposeAsync();
        return await next;
    }

    public Task EndAsync() => _end.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _states.DisposeAsync();
        _connection.Dispose();
        _end.Dispose();
        _logging.Dispose();
    }

    private IAsyncEnumerator<ServiceEndpoints> Watch() => _source.WatchAsync(_query, _end.Token).GetAsyncEnumerator(_end.Token);
}
