using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Builds pipelines of Polly from the policies.</summary>
internal sealed class ResiliencePipelines(CallRegistry registry) : IResiliencePipelines
{
    /// <summary>What Polly allows at least; we allow less.</summary>
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LeastBreak = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Lazy<ResiliencePipeline>> _pipelines = new(StringComparer.OrdinalIgnoreCase);

    public ResiliencePipeline GetPipeline(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _pipelines.GetOrAdd(name, key => new Lazy<ResiliencePipeline>(() => Build(key))).Value;
    }

    private static bool IsFailure(Exception? exception) => exception is not (null or OperationCanceledException or BrokenCircuitException);

    private static TimeSpan AtLeast(TimeSpan least, TimeSpan given) => given < least ? least : given;

    private ResiliencePipeline Build(string name)
    {
        var calls = registry.Of(name);
        var policy = calls.Policy;
        var builder = new ResiliencePipelineBuilder { Name = name, TimeProvider = registry.Time };
        if (policy.TotalTimeout != Timeout.InfiniteTimeSpan)
        {
            builder.AddTimeout(AtLeast(LeastTimeout, policy.TotalTimeout));
        }

        if (policy.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = policy.MaxRetries,
                Delay = policy.RetryDelay,
                MaxDelay = policy.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt =>
                {
                    if (attempt.AttemptNumber == 0)
                    {
                        calls.Budget.Pay(policy);
                    }

                    return ValueTask.FromResult(IsFailure(attempt.Outcome.Exception) && attempt.AttemptNumber < policy.MaxRetries && calls.Budget.TryTake(policy));
                },
            });
        }

        if (policy.Breaker)
        {
            builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = policy.BreakerFailureShare,
                MinimumThroughput = policy.BreakerMinimumCalls,
                SamplingDuration = policy.BreakerWindow,
                BreakDuration = AtLeast(LeastBreak, policy.BreakDuration),
                ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome.Exception)),
            });
        }

        if (policy.AttemptTimeout != Timeout.InfiniteTimeSpan)
        {
            builder.AddTimeout(AtLeast(LeastTimeout, policy.AttemptTimeout));
        }

        return builder.Build();
    }
}
