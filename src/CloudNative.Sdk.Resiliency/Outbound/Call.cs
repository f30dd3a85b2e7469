using CloudNative.Sdk.Resiliency.Deadlines;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>One call with all its attempts.</summary>
/// <param name="Request">The request.</param>
/// <param name="Policy">The policy that held when it began.</param>
/// <param name="Target">The service.</param>
/// <param name="Started">When it began, by the clock.</param>
/// <param name="Deadline">The deadline to send along; null where there is none, or the application sends its own.</param>
/// <param name="CancellationToken">The caller's.</param>
internal readonly record struct Call(HttpRequestMessage Request, CallPolicy Policy, CallTarget Target, long Started, Deadline? Deadline, CancellationToken CancellationToken)
{
    /// <summary>Counts an attempt, and tells the breaker.</summary>
    public void Note(AttemptOutcome outcome)
    {
        Target.Attempted(outcome);
        if (!Policy.Breaker)
        {
            return;
        }

        switch (outcome)
        {
            case AttemptOutcome.Cancelled:
                Target.Breaker.Abandoned();
                break;
            case AttemptOutcome.Success or AttemptOutcome.Throttled:
                Target.Breaker.Succeeded(Policy);
                break;
            default:
                Target.Breaker.Failed(Policy);
                break;
        }
    }
}
