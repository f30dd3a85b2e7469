using System.Diagnostics;
using System.Runtime.ExceptionServices;
using CloudNative.Sdk.Resiliency.Deadlines;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Brings calls to their end whose first attempt did not succeed at once: waits, judges, repeats.</summary>
internal sealed class CallInTrouble(ResilienceHandler handler, ClientCalls calls, TimeProvider time)
{
    public async Task<HttpResponseMessage> FinishAsync(Call call, Task<HttpResponseMessage> attempt, AttemptLimit limit, TimeSpan total)
    {
        var begun = call.Started;
        for (var retries = 0; ; retries++)
        {
            HttpResponseMessage? response = null;
            Exception? failure = null;
            AttemptOutcome outcome;
            try
            {
                response = await attempt.ConfigureAwait(false);
                outcome = Classify.Of(response);
            }
#pragma warning disable CA1031 // Judged below, and thrown again where it ends the call.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
                outcome = Classify.Of(exception, call.CancellationToken.IsCancellationRequested, limit.IsOver);
            }

            limit.End();
            var now = time.GetTimestamp();
            if (failure is not null && !Classify.IsOfTransport(failure))
            {
                // A fault of the program says nothing about the service.
                call.Note(AttemptOutcome.Cancelled, now);
                ExceptionDispatchInfo.Throw(failure);
            }

            if (outcome == AttemptOutcome.Timeout && Deadline.Current is { } deadline && deadline.TryExpire(CallTime.Earliness(limit, begun, time)))
            {
                // So little time was left by those who wait for us; a breaker that opened for it would fail the calls of all others too.
                call.Note(AttemptOutcome.Cancelled, now);
                throw CallFailure.DeadlineOver(call.Target);
            }

            call.Note(outcome, now);
            if (outcome == AttemptOutcome.Success)
            {
                return response!;
            }

            var left = CallTime.Left(call, total, time);
            if (WaitBefore(call, outcome, response, retries, left) is not { } wait)
            {
                return response ?? throw Final(call, outcome, failure!, left);
            }

            response?.Dispose();
            Activity.Current?.AddEvent(new ActivityEvent("cloudnative.resiliency.retry", tags: new ActivityTagsCollection { ["attempt"] = retries + 2, ["reason"] = outcome.ToString() }));
            await Task.Delay(wait, time, call.CancellationToken).ConfigureAwait(false);
            if (!call.Target.Breaker.TryEnter(call.Policy, out var pass))
            {
                call.Target.Reject();
                throw CallFailure.BreakerOpen(call.Target, call.Policy);
            }

            call = call with { Pass = pass };
            call.Target.Retried();
            limit = AttemptLimit.Begin(CallTime.Shorter(call.Policy.AttemptTimeout, CallTime.Left(call, total, time)), time, call.CancellationToken);
            begun = time.GetTimestamp();
            attempt = handler.AttemptAsync(call, total, limit.Token);
        }
    }

    /// <summary>Gets how long to wait before the request is sent again.</summary>
    /// <returns>Null where it is not.</returns>
    private TimeSpan? WaitBefore(Call call, AttemptOutcome outcome, HttpResponseMessage? response, int retries, TimeSpan left)
    {
        var policy = call.Policy;
        var mayRepeat = outcome != AttemptOutcome.Cancelled
            && retries < policy.MaxRetries
            && (outcome == AttemptOutcome.NotSent || Classify.IsIdempotent(call.Request))
            && Classify.IsReplayable(call.Request.Content);
        if (!mayRepeat)
        {
            return null;
        }

        // What the service asks for is waited for as far as the call has time, and not a moment in vain where it has not; one that has no limit does not wait for years either.
        var own = RetryWait.Own(policy, retries);
        var wait = RetryWait.Asked(response, time) is { } asked && asked > own ? asked : own;
        var isInTime = left == Timeout.InfiniteTimeSpan ? wait <= policy.MaxRetryDelay * RetryWait.MostSpread : wait < left;
        var isOpen = policy.Breaker && call.Target.Breaker.OpenFor() > wait;
        return isInTime && !isOpen && calls.Budget.TryTake(policy) ? wait : null;
    }

    private static Exception Final(Call call, AttemptOutcome outcome, Exception failure, TimeSpan left) =>
        outcome != AttemptOutcome.Timeout ? Rethrown(failure)
        : left != Timeout.InfiniteTimeSpan && left <= CallTime.TimerStep ? CallFailure.OutOfTime(call.Target, call.Policy, failure)
        : CallFailure.TimedOut(call.Target, call.Policy, failure);

    private static Exception Rethrown(Exception failure)
    {
        ExceptionDispatchInfo.Throw(failure);
        return failure;
    }
}
