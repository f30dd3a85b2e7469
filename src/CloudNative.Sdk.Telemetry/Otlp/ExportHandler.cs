using CloudNative.Sdk.Connections;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Sends the requests of one exporter: with its headers, again where the receiver may take them later, and never beyond the time at which the service stops.</summary>
/// <remarks>
/// A connection of its own, without the application's HttpClient handlers: their logs, retries and service discovery must not act on telemetry about them.
/// The exporter waits on a thread of its own, so waiting here holds nobody up.
/// </remarks>
internal sealed class ExportHandler(OtlpTarget target, ExportState state, TimeProvider time) : HttpMessageHandler
{
    private const long MaxAnswerBytes = 64 * 1024;

    private readonly UnmeasuredConnections _meters = new("CloudNative.Sdk.Telemetry.Otlp");
    private HttpMessageInvoker? _invoker;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Not one await in there waits when it is told to stay on this thread.
        var send = ExportAsync(request, synchronous: true, cancellationToken);
        return send.GetAwaiter().GetResult();
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ExportAsync(request, synchronous: false, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invoker?.Dispose();
            _meters.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ExportAsync(HttpRequestMessage request, bool synchronous, CancellationToken timeout)
    {
        foreach (var (name, value) in target.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, state.Stopping);
        var started = time.GetTimestamp();
        var last = ExportOutcome.TimedOut;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (response, failure) = await AttemptAsync(request, synchronous, either.Token).ConfigureAwait(false);
                last = response is null ? ExportOutcome.Of(failure!) : ExportOutcome.Of(response, target.IsGrpc, time);
                if (last.ErrorType is null || !await MayTryAgainAsync(attempt, last, started, synchronous, either.Token).ConfigureAwait(false))
                {
                    state.Ended(last, time.GetElapsedTime(started));
                    return response ?? throw failure!;
                }

                response?.Dispose();
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var outcome = last.ErrorType == ExportOutcome.TimedOut.ErrorType && state.Stopping.IsCancellationRequested ? ExportOutcome.Stopped : last;
            state.Ended(outcome, time.GetElapsedTime(started));
            throw;
        }
    }

    /// <summary>Sends the request once; what goes wrong but the cancellation is returned.</summary>
    private async ValueTask<(HttpResponseMessage? Response, Exception? Failure)> AttemptAsync(HttpRequestMessage request, bool synchronous, CancellationToken cancellationToken)
    {
        try
        {
            _invoker ??= new HttpMessageInvoker(Connect());
            if (synchronous)
            {
                return (_invoker.Send(request, cancellationToken), null);
            }

            var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken).ConfigureAwait(false);
            return (response, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (null, exception);
        }
    }

    private async ValueTask<bool> MayTryAgainAsync(int attempt, ExportOutcome outcome, long started, bool synchronous, CancellationToken cancellationToken)
    {
        var delay = ExportRetry.DelayAfter(attempt, outcome.RetryAfter, Random.Shared.NextDouble());
        var left = target.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : target.Timeout - time.GetElapsedTime(started);
        if (!outcome.MayRetry || delay >= left)
        {
            return false;
        }

        if (synchronous)
        {
            cancellationToken.WaitHandle.WaitOne(delay);
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private SocketsHttpHandler Connect()
    {
        // Redirects would send telemetry to places that nobody has configured.
        var connections = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null, MeterFactory = _meters };
        // Not before the first export, so that a missing file is a failed export and no failed start.
        target.Certificates.ApplyTo(connections.SslOptions);
        return connections;
    }
}
