using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Checks what the places of the configuration come to together: a limit may stand in one, and the limit that it contradicts in another.</summary>
internal static class PolicyRules
{
    public static void Check(ResiliencyOptions options, OptionsCheck check)
    {
        Check(check, nameof(ResiliencyOptions.Defaults), CallPolicy.Merge(options.Defaults));
        foreach (var (client, own) in options.Clients)
        {
            Check(check, $"{nameof(ResiliencyOptions.Clients)}:{client}", CallPolicy.Merge(own, options.Defaults));
        }
    }

    private static void Check(OptionsCheck check, string place, CallPolicy policy)
    {
        if (policy.TotalTimeout != Timeout.InfiniteTimeSpan)
        {
            check.Require(
                policy.AttemptTimeout <= policy.TotalTimeout,
                $"{place}:{nameof(policy.AttemptTimeout)}", $"must be at most {nameof(policy.TotalTimeout)} ({policy.TotalTimeout})", policy.AttemptTimeout);
            check.Require(
                policy.MaxRetries == 0 || policy.RetryDelay < policy.TotalTimeout,
                $"{place}:{nameof(policy.RetryDelay)}", $"must be below {nameof(policy.TotalTimeout)} ({policy.TotalTimeout})", policy.RetryDelay);
        }

        check.Require(
            policy.RetryDelay <= policy.MaxRetryDelay,
            $"{place}:{nameof(policy.MaxRetryDelay)}", $"must be at least {nameof(policy.RetryDelay)} ({policy.RetryDelay})", policy.MaxRetryDelay);
        check.Require(
            policy.HedgingDelay is null || policy.AttemptTimeout == Timeout.InfiniteTimeSpan || policy.HedgingDelay < policy.AttemptTimeout,
            $"{place}:{nameof(policy.HedgingDelay)}", $"must be below {nameof(policy.AttemptTimeout)} ({policy.AttemptTimeout})", policy.HedgingDelay ?? TimeSpan.Zero);
        check.Require(
            policy.MaxQueue == 0 || policy.MaxConcurrency is not null,
            $"{place}:{nameof(policy.MaxQueue)}", $"needs {nameof(policy.MaxConcurrency)}, which is not set", policy.MaxQueue);
    }
}
