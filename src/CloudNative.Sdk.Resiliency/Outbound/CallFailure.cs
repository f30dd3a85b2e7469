namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>The exceptions that calls end with because of a policy. They are those that <see cref="HttpClient"/> itself throws, so that no caller has to know of policies.</summary>
internal static class CallFailure
{
    public static HttpRequestException BreakerOpen(CallTarget target, CallPolicy policy) => new(
        HttpRequestError.ConnectionError,
        target.Breaker.State == BreakerState.Isolated
            ? $"CNS8510: {target.Service} was not called: its breaker was isolated by hand. Close it at /resiliency."
            : $"CNS8510: {target.Service} was not called: its breaker is open, since at least {policy.BreakerFailureShare:P0} of its calls failed. The next trial comes in {target.Breaker.OpenFor().TotalSeconds:F1} s.");

    public static HttpRequestException TooManyCalls(CallTarget target, CallPolicy policy) => new(
        HttpRequestError.ConnectionError,
        $"CNS8511: {target.Service} was not called: {policy.MaxConcurrency} calls are under way and {policy.MaxQueue} wait. Raise CloudNative:Resiliency:Clients:{target.Client}:MaxConcurrency, or call less.");

    public static TaskCanceledException TimedOut(CallTarget target, CallPolicy policy, Exception? cause) => Cancelled(
        $"CNS8512: {target.Service} has not answered within the time of one attempt, {policy.AttemptTimeout:c}. Raise CloudNative:Resiliency:Clients:{target.Client}:AttemptTimeout, or find out why it is slow.", cause);

    public static TaskCanceledException OutOfTime(CallTarget target, CallPolicy policy, Exception? cause) => Cancelled(
        $"CNS8513: the call of {target.Service} is over its limit in all, {policy.TotalTimeout:c}. Raise CloudNative:Resiliency:Clients:{target.Client}:TotalTimeout, or find out why it is slow.", cause);

    public static TaskCanceledException DeadlineOver(CallTarget target) => Cancelled(
        $"CNS8514: the call of {target.Service} was given up: the deadline of the request that is being served is over, so nobody waits for the answer.", cause: null);

    private static TaskCanceledException Cancelled(string message, Exception? cause) => new(message, new TimeoutException(message, cause));
}
