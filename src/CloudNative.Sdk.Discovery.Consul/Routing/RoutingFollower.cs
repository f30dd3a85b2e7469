using System.Text.Json;
using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Routing;

/// <summary>Follows the keys of the key-value store from the start of the host to its end. What was read last stays while Consul fails.</summary>
internal sealed class RoutingFollower(
    RoutingProvider provider, ConsulConnection connection, IOptions<ConsulOptions> options, TimeProvider time, ILogger<RoutingFollower> logger) : HostedLifecycle, IDisposable
{
    /// <summary>How long the start waits for the first answer.</summary>
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _following = Task.CompletedTask;
    private RoutingKeys? _keys;
    private ulong _index;
    private bool _isForgotten;
    private bool _isDisposed;

    public override Task StartingAsync(CancellationToken cancellationToken) =>
        options.Value is { Routing: true, Address: not null } settings ? BeginAsync(settings, cancellationToken) : Task.CompletedTask;

    public override async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // WebApplicationFactory stops a host once more that the programme has stopped and disposed of.
        if (_isDisposed)
        {
            return;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _end.Cancel();
        _end.Dispose();
    }

    private async Task BeginAsync(ConsulOptions settings, CancellationToken cancellationToken)
    {
        _following = FollowOverFailuresAsync(settings, _end.Token);
        try
        {
            await _first.Task.WaitAsync(StartLimit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.RoutingLate(StartLimit);
        }
    }

    private async Task FollowOverFailuresAsync(ConsulOptions settings, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await FollowAsync(settings, () => failures = 0, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (failures == 0)
                {
                    logger.RoutingFailed(exception is ConsulException ? null : exception, exception.Message);
                }

                _first.TrySetResult();
                await Task.Delay(ConsulPause.After(failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAsync(ConsulOptions settings, Action answered, CancellationToken cancellationToken)
    {
        var prefix = settings.KeyPrefix.TrimEnd('/') + '/';
        var path = string.Join('/', prefix.Split('/').Select(Uri.EscapeDataString));
        var request = new ConsulRequest($"reading the keys below '{prefix}'", HttpMethod.Get, $"/v1/kv/{path}") { Query = "recurse", MayBeMissing = true };
        var query = new BlockingQuery(connection, settings, request, time);
        var pace = new RequestPace(time);
        ReadOnlyMemory<byte>? last = null;
        while (true)
        {
            await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            var answer = await query.NextAsync(settings.WaitTime, cancellationToken).ConfigureAwait(false);
            var isChange = last is not { } former || !answer.Body.Span.SequenceEqual(former.Span);
            if (!IsForgotten(answer, prefix) && isChange)
            {
                Apply(request, answer, prefix);
            }

            last = answer.Body;
            pace.Returned(useful: query.WasHeld || isChange);
            answered();
            _first.TrySetResult();
        }
    }

    /// <summary>Tells whether there are no keys because Consul has lost its data, and not because somebody took them away: then its index went backwards.</summary>
    private bool IsForgotten(ConsulAnswer answer, string prefix)
    {
        var isLoss = !answer.IsFound && _keys is { Services.Count: > 0 } && answer.Index < _index;
        if (isLoss)
        {
            logger.RoutingForgotten(prefix);
        }

        _isForgotten = isLoss || (_isForgotten && !answer.IsFound);
        _index = answer.Index ?? 0;
        return _isForgotten;
    }

    private void Apply(ConsulRequest request, ConsulAnswer answer, string prefix)
    {
        KeyValue[]? pairs = [];
        try
        {
            pairs = answer.IsFound ? JsonSerializer.Deserialize(answer.Body.Span, KeyValueJson.Default.KeyValueArray) : [];
        }
        catch (JsonException exception)
        {
            throw connection.Failure(request, $"the answer is no list of keys ({exception.Message})", exception);
        }

        if (pairs is null || Array.Exists(pairs, pair => pair?.Key is null))
        {
            throw connection.Failure(request, "the answer is no list of keys");
        }

        var keys = RoutingKeys.Read(pairs, prefix, _keys);
        foreach (var fault in keys.Faults)
        {
            logger.RoutingRefused(fault);
        }

        Publish(keys);
    }

    private void Publish(RoutingKeys keys)
    {
        var former = _keys?.ToConfiguration() ?? [];
        var configuration = keys.ToConfiguration();
        _keys = keys;
        if (former.Count == configuration.Count && former.All(setting => configuration.TryGetValue(setting.Key, out var value) && value == setting.Value))
        {
            return;
        }

        try
        {
            provider.Replace(configuration);
        }
        catch (AggregateException exception)
        {
            logger.RoutingFollowersFailed(exception);
        }

        logger.RoutingChanged(string.Join(", ", keys.Services.Keys.Order(StringComparer.Ordinal)));
    }
}
