using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace CloudNative.Sdk.Benchmarks.Outbound;

/// <summary>What one builds by hand: a limit of concurrent calls, a limit in all, retries, a breaker, a limit for each attempt.</summary>
internal sealed class PollyHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<(PollyHandler Handler, HttpRequestMessage Request)> Key = new("call");

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = 1000 });
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(TimeSpan.FromSeconds(30))
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 3,
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is HttpRequestException or TimeoutRejectedException || (int?)attempt.Outcome.Result?.StatusCode >= 500),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is HttpRequestException or TimeoutRejectedException || (int?)attempt.Outcome.Result?.StatusCode >= 500),
        })
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var lease = _limiter.AttemptAcquire();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Key, (this, request));
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (context, state) =>
            {
                try
                {
                    return Polly.Outcome.FromResult(await state.Handler.SendOnAsync(state.Request, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext));
                }
                catch (HttpRequestException exception)
                {
                    return Polly.Outcome.FromException<HttpResponseMessage>(exception);
                }
            },
            context,
            (Handler: this, Request: request)).ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    protected override void Dispose(bool disposing)
    {
        _limiter.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);
}
