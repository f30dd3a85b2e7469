using CloudNative.Sdk.Resiliency.Deadlines;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Meets failures of calls by the policy of its client.</summary>
/// <remarks>
/// A call that succeeds at the first attempt costs one look at the breaker and the budget and one pooled token; all else happens in <see cref="CallInTrouble"/>.
/// </remarks>
internal sealed class ResilientHandler(ClientCalls calls, FallbackHooks fallbacks, TimeProvider time) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var policy = calls.PolicyOf(request);
        var deadline = Deadline.Current;
        if (policy.IsOff && deadline is null)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var call = new Call(request, policy, calls.TargetOf(uri), time.GetTimestamp(), cancellationToken);
        if (deadline is not null || policy.Hedging || policy.MaxConcurrency is not null || fallbacks.Has(calls.Client))
        {
            return SendWithExtrasAsync(call, deadline);
        }

        return BeginAsync(call, policy.TotalTimeout);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        // The limits and the waits of a call need timers; a synchronous caller blocks its thread anyway.
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Sends one attempt; an exception is in the task.</summary>
    internal Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return base.SendAsync(request, cancellationToken);
        }
#pragma warning disable CA1031 // It is kept in the task, and met like one that comes later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }

    private Task<HttpResponseMessage> BeginAsync(Call call, TimeSpan total)
    {
        var (policy, target) = (call.Policy, call.Target);
        if (policy.Breaker && !target.Breaker.TryEnter(policy))
        {
            target.Reject();
            return Task.FromException<HttpResponseMessage>(CallFailure.BreakerOpen(target, policy));
        }

        calls.Budget.Pay(policy);
        var limit = AttemptLimit.Begin(Shorter(policy.AttemptTimeout, total), time, call.CancellationToken);
        var attempt = AttemptAsync(call.Request, limit.Token);
        if (attempt.IsCompletedSuccessfully && Classify.Of(attempt.GetAwaiter().GetResult()) == AttemptOutcome.Success)
        {
            limit.End();
            call.Note(AttemptOutcome.Success);
            return attempt;
        }

        return new CallInTrouble(this, calls, time).FinishAsync(call, attempt, limit, total);
    }

    internal static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    private async Task<HttpResponseMessage> SendWithExtrasAsync(Call call, Deadline? deadline)
    {
        try
        {
            return await SendWithinAsync(call, deadline).ConfigureAwait(false) is var response && Classify.Of(response) != AttemptOutcome.Success
                ? await fallbacks.ReplaceAsync(calls, call.Request, response, failure: null, call.CancellationToken).ConfigureAwait(false) ?? response
                : response;
        }
        catch (Exception exception) when (Classify.IsOfTransport(exception) && !call.CancellationToken.IsCancellationRequested)
        {
            if (await fallbacks.ReplaceAsync(calls, call.Request, response: null, exception, call.CancellationToken).ConfigureAwait(false) is { } replaced)
            {
                return replaced;
            }

            throw;
        }
    }

    private async Task<HttpResponseMessage> SendWithinAsync(Call call, Deadline? deadline)
    {
        var total = call.Policy.TotalTimeout;
        if (deadline is not null)
        {
            total = Shorter(total, deadline.Left);
            if (total <= TimeSpan.Zero && total != Timeout.InfiniteTimeSpan)
            {
                call.Target.Reject();
                throw CallFailure.DeadlineOver(call.Target);
            }
        }

        if (call.Target.Limiter(call.Policy) is not { } limiter)
        {
            return await SendOnceOrTwiceAsync(call, total).ConfigureAwait(false);
        }

        using var lease = await limiter.AcquireAsync(1, call.CancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            call.Target.Reject();
            throw CallFailure.TooManyCalls(call.Target, call.Policy);
        }

        return await SendOnceOrTwiceAsync(call, total).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendOnceOrTwiceAsync(Call call, TimeSpan total) =>
        call.Policy.Hedging && Classify.IsIdempotent(call.Request) && Classify.IsReplayable(call.Request.Content)
            ? new HedgedCall(calls, time, copy => BeginAsync(copy, total)).SendAsync(call)
            : BeginAsync(call, total);
}
