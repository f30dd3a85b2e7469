using CloudNative.Sdk.Discovery.Sources;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Follows one service at one source for as long as it is wanted: after a failure it asks again, and what the source said last stays.</summary>
/// <remarks>Its state changes under the lock of the watch.</remarks>
internal sealed class SourceFeed(IServiceEndpointSource source, ServiceQuery query, TimeProvider time, Lock turn, Action<SourceFeed> changed) : IDisposable
{
    private CancellationTokenSource? _stop;
    private int _failures;

    public string Name => source.Name;

    /// <summary>Gets whether the source needs nothing outside the process.</summary>
    public bool IsLocal => source is ConfigurationSource;

    /// <summary>Gets or sets whether the log tells that the source does not answer.</summary>
    public bool IsReported { get; set; }

    public bool IsStarted => _stop is not null;

    /// <summary>Gets what the source said last, or null.</summary>
    public ServiceEndpoints? Latest { get; private set; }

    /// <summary>Gets when it said that, by the clock.</summary>
    public long LatestAt { get; private set; }

    /// <summary>Gets why the source does not answer now, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Gets whether the source has answered or failed.</summary>
    public bool IsDecided => Latest is not null || Failure is not null;

    /// <summary>Gets how often the source failed.</summary>
    public long FailureCount { get; private set; }

    public void Start()
    {
        _stop = new CancellationTokenSource();
        _ = RunAsync(_stop.Token);
    }

    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
        _stop = null;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var state in source.WatchAsync(query, cancellationToken).ConfigureAwait(false))
                {
                    if (cancellationToken.IsCancellationRequested)
                    {
                        return;
                    }

                    Answered(state);
                }

                Failed(new InvalidOperationException($"The source '{Name}' has ended its answers about '{query.Service}'."));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever a source throws, the last good state must stay in use, and the source must be asked again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception);
            }

            await Task.Delay(Backoff.After(_failures, Latest is { IsKnown: true }), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Answered(ServiceEndpoints state)
    {
        lock (turn)
        {
            _failures = 0;
            Failure = null;
            Latest = state;
            LatestAt = time.GetTimestamp();
            changed(this);
        }
    }

    private void Failed(Exception exception)
    {
        lock (turn)
        {
            _failures++;
            FailureCount++;
            Failure = exception;
            changed(this);
        }
    }
}
