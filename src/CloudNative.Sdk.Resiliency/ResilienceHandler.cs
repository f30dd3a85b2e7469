using System.Threading.RateLimiting;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Resiliency.Deadlines;
using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Resiliency;

/// <summary>
/// Meets failures of calls by a policy: a limit in all, retries within a budget, a breaker for each service, a limit for each attempt. <c>AddCloudNativeResiliency()</c> gives every client
/// of <see cref="IHttpClientFactory"/> one; this class is for clients that are made by hand.
/// </summary>
/// <remarks>
/// Thread-safe; one object for the life of a client, since it holds the breakers and the budget. A call that succeeds at the first attempt costs one look at the breaker and the budget and one pooled
/// token. What a call ends with beside answers and the exceptions of the transport: <see cref="HttpRequestException"/> where it was not sent (breaker CNS8510, too many calls CNS8511), and
/// <see cref="TaskCanceledException"/> with a <see cref="TimeoutException"/> inside, as of <see cref="HttpClient"/> itself, where it took too long (CNS8512 to CNS8514).
/// </remarks>
public sealed class ResilienceHandler : DelegatingHandler
{
    private readonly ClientCalls _calls;
    private readonly FallbackHooks _fallbacks;
    private readonly TimeProvider _time;
    private readonly CallInTrouble _trouble;

    /// <summary>Initializes a handler with a policy of its own.</summary>
    /// <param name="policy">The policy; what it leaves null is that of <see cref="CallProfile.Standard"/>. It is read once.</param>
    /// <param name="innerHandler">What sends the attempts; by default a <see cref="SocketsHttpHandler"/>.</param>
    /// <exception cref="ArgumentException">Two values of the policy contradict each other, or a time is none.</exception>
    public ResilienceHandler(CallPolicyOptions? policy = null, HttpMessageHandler? innerHandler = null)
        : base(innerHandler ?? new SocketsHttpHandler())
    {
        var options = new ResiliencyOptions(policy ?? new CallPolicyOptions());
        var check = new OptionsCheck(ResiliencyOptions.SectionName);
        PolicyRules.Check(options, check);
        if (check.Result is { Failed: true } faults)
        {
            throw new ArgumentException(faults.FailureMessage, nameof(policy));
        }

        CallPolicy.Merge(options.Defaults).Checked(nameof(policy));

        _time = TimeProvider.System;
        _calls = new ClientCalls(string.Empty, () => options, _time, static (_, _) => { });
        _fallbacks = new FallbackHooks([], NullLogger<FallbackHooks>.Instance);
        _trouble = new CallInTrouble(this, _calls, _time);
    }

    internal ResilienceHandler(ClientCalls calls, FallbackHooks fallbacks, TimeProvider time)
    {
        (_calls, _fallbacks, _time) = (calls, fallbacks, time);
        _trouble = new CallInTrouble(this, calls, time);
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var policy = _calls.PolicyOf(request);
        var deadline = Deadline.Current;
        if (policy.IsOff && deadline is null && !_fallbacks.Has(_calls.Client))
        {
            return base.SendAsync(request, cancellationToken);
        }

        var call = new Call(request, policy, _calls.TargetOf(uri), _time.GetTimestamp(), SentDeadline.Of(request, deadline), cancellationToken);
        if (deadline is not null || policy.Hedging || policy.MaxConcurrency is not null || _fallbacks.Has(_calls.Client))
        {
            return SendWithExtrasAsync(call, deadline);
        }

        return BeginAsync(call, policy.TotalTimeout, CallTime.OfAttempts(policy, policy.TotalTimeout));
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        // The limits and the waits of a call need timers; a synchronous caller blocks its thread anyway.
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Sends one attempt; an exception is in the task.</summary>
    internal Task<HttpResponseMessage> AttemptAsync(in Call call, TimeSpan total, CancellationToken cancellationToken)
    {
        try
        {
            SentDeadline.Write(call, total, _time);
            return base.SendAsync(call.Request, cancellationToken);
        }
#pragma warning disable CA1031 // It is kept in the task, and met like one that comes later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }

    private Task<HttpResponseMessage> BeginAsync(Call call, TimeSpan total, TimeSpan left)
    {
        var (policy, target) = (call.Policy, call.Target);
        if (!target.Breaker.TryEnter(policy, out var pass))
        {
            target.Reject();
            return Task.FromException<HttpResponseMessage>(CallFailure.BreakerOpen(target, policy));
        }

        call = call with { Pass = pass };
        _calls.Budget.Pay(policy);
        var limit = AttemptLimit.Begin(CallTime.Shorter(policy.AttemptTimeout, left), _time, call.CancellationToken);
        var attempt = AttemptAsync(call, total, limit.Token);
        if (attempt.IsCompletedSuccessfully && Classify.Of(attempt.GetAwaiter().GetResult()) == AttemptOutcome.Success)
        {
            limit.End();
            call.Note(AttemptOutcome.Success, call.Started);
            return attempt;
        }

        return _trouble.FinishAsync(call, attempt, limit, total);
    }

    private async Task<HttpResponseMessage> SendWithExtrasAsync(Call call, Deadline? deadline)
    {
        try
        {
            return await SendWithinAsync(call, deadline).ConfigureAwait(false) is var response && Classify.Of(response) != AttemptOutcome.Success
                ? await _fallbacks.ReplaceAsync(_calls, call.Request, response, failure: null, call.CancellationToken).ConfigureAwait(false) ?? response
                : response;
        }
        catch (Exception exception) when (Classify.IsOfTransport(exception) && !call.CancellationToken.IsCancellationRequested)
        {
            if (await _fallbacks.ReplaceAsync(_calls, call.Request, response: null, exception, call.CancellationToken).ConfigureAwait(false) is { } replaced)
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
            total = CallTime.Shorter(total, deadline.Left);
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

        using var lease = await EnterAsync(limiter, call, total, deadline).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            call.Target.Reject();
            throw CallFailure.TooManyCalls(call.Target, call.Policy);
        }

        return await SendOnceOrTwiceAsync(call, total).ConfigureAwait(false);
    }

    /// <summary>Waits for a call of the client to end, no longer than the call has time.</summary>
    private async Task<RateLimitLease> EnterAsync(RateLimiter limiter, Call call, TimeSpan total, Deadline? deadline)
    {
        var limit = AttemptLimit.Begin(CallTime.OfAttempts(call.Policy, total), _time, call.CancellationToken);
        try
        {
            return await limiter.AcquireAsync(1, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsOver)
        {
            call.Target.Reject();
            throw deadline is not null && deadline.TryExpire(CallTime.Earliness(limit, call.Started, _time)) ? CallFailure.DeadlineOver(call.Target) : CallFailure.OutOfTime(call.Target, call.Policy, exception);
        }
        finally
        {
            limit.End();
        }
    }

    private Task<HttpResponseMessage> SendOnceOrTwiceAsync(Call call, TimeSpan total) =>
        call.Policy.Hedging && Classify.IsIdempotent(call.Request) && Classify.IsReplayable(call.Request.Content)
            ? new HedgedCall(_calls, _time, one => BeginAsync(one, total, CallTime.Left(one, total, _time))).SendAsync(call)
            : BeginAsync(call, total, CallTime.Left(call, total, _time));
}
