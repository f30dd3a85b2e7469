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
    /// <summary>Gets what the breaker has given the attempt under way.</summary>
    public int Pass { get; init; }

    /// <summary>Counts an attempt, and tells the breaker.</summary>
    /// <param name="outcome">What it came to.</param>
    /// <param name="now">The time of the clock.</param>
    public void Note(AttemptOutcome outcome, long now)
    {
        Target.Attempted(outcome);
        if (!Policy.Breaker || Target.IsShared)
        {
            return;
        }

        switch (outcome)
        {
            case AttemptOutcome.Cancelled:
                Target.Breaker.Abandoned(Pass);
                break;
            case AttemptOutcome.Success or AttemptOutcome.Throttled:
                Target.Breaker.Succeeded(Policy, Pass, now);
                break;
            default:
                Target.Breaker.Failed(Policy, Pass);
                break;
        }
    }
}
