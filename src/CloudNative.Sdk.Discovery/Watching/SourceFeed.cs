using CloudNative.Sdk.Discovery.Sources;
using CloudNative.Sdk.Pauses;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Follows one service at one source for as long as it is wanted: after a failure it asks again, and what the source said last stays.</summary>
/// <remarks>Its state changes under the lock of the watch.</remarks>
internal sealed class SourceFeed(IServiceEndpointSource source, ServiceQuery query, WatchContext context, Lock turn, Action<SourceFeed> changed) : IDisposable
{
    /// <summary>How long a source must have gone on to count as well.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(15);

    /// <summary>Callers wait for a first answer.</summary>
    private static readonly TimeSpan MostPauseWithoutAnswer = TimeSpan.FromSeconds(1.5);

    private CancellationTokenSource? _stop;
    private int _failures;

    public string Name => source.Name;

    /// <summary>Gets whether the source needs nothing outside the process.</summary>
    public bool IsLocal => source is ConfigurationSource;

    /// <summary>Gets or sets whether the log tells that the source does not answer.</summary>
    public bool IsReported { get; set; }

    /// <summary>Gets or sets when the log last told that, by the clock; 0 for never.</summary>
    public long ReportedAt { get; set; }

    public bool IsStarted => _stop is not null;

    /// <summary>Gets what the source said last, or null.</summary>
    public ServiceEndpoints? Latest { get; private set; }

    /// <summary>Gets when it said that, by the clock.</summary>
    public long LatestAt { get; private set; }

    /// <summary>Gets why the source does not answer now, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Gets whether the source has answered or failed.</summary>
    public bool IsDecided => Latest is not null || Failure is not null;

    public void Start()
    {
        _stop = new CancellationTokenSource();
        var token = _stop.Token;

        // A source of the application may block, or call a service by name itself: neither may happen on the way of a request, nor under the lock.
        _ = IsLocal ? RunAsync(token) : context.Run(() => RunAsync(token));
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
            var started = context.Time.GetTimestamp();
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

                Failed(new InvalidOperationException($"The source '{Name}' has ended its answers about '{query.Service}'."), context.Time.GetElapsedTime(started));
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Whatever a source throws when it is told to end.
                return;
            }
#pragma warning disable CA1031 // Whatever a source throws, the last good state must stay in use, and the source must be asked again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failed(exception, context.Time.GetElapsedTime(started));
            }

            var most = Latest is { IsKnown: true } ? MostPause : MostPauseWithoutAnswer;
            await Task.Delay(Backoff.After(_failures, FirstPause, most), context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Answered(ServiceEndpoints state)
    {
        lock (turn)
        {
            Failure = null;
            Latest = state;
            LatestAt = context.Time.GetTimestamp();
            changed(this);
        }
    }

    private void Failed(Exception exception, TimeSpan after)
    {
        lock (turn)
        {
            // A source that answers and fails again and again is not well, and is left alone for longer and longer.
            _failures = after >= Stable ? 1 : _failures + 1;
            Failure = exception;
            try
            {
                changed(this);
            }
#pragma warning disable CA1031 // The feed must go on whatever the reaction to its failure meets.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                context.Logger.WatchFault(fault, Name, query.Service);
            }
        }
    }
}
