using System.Diagnostics;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Sends a request that takes long to a second instance too; the first good answer counts, and the other request is given up.</summary>
/// <param name="calls">The client, whose budget pays for the second request.</param>
/// <param name="time">The clock.</param>
/// <param name="send">Sends one of them, with all that a call has.</param>
internal sealed class HedgedCall(ClientCalls calls, TimeProvider time, Func<Call, Task<HttpResponseMessage>> send)
{
    /// <summary>While too few answers have come to tell what is long.</summary>
    private static readonly TimeSpan DelayAtFirst = TimeSpan.FromSeconds(1);

    /// <summary>Timers know nothing shorter; without it each call of a quick service would be sent twice at once.</summary>
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(1);

    public async Task<HttpResponseMessage> SendAsync(Call call)
    {
        TriedInstances.Attach(call.Request);
        var copy = CopyOf(call.Request);
        var first = Runner.Start(call, send);
        if (await IsAnsweredWithinAsync(first.Answer, call).ConfigureAwait(false) || call.CancellationToken.IsCancellationRequested || !calls.Budget.TryTake(call.Policy))
        {
            return await EndAsync(first, call).ConfigureAwait(false);
        }

        call.Target.Hedged();
        Activity.Current?.AddEvent(new ActivityEvent("cloudnative.resiliency.hedge"));
        var second = Runner.Start(call with { Request = copy }, send);
        var winner = await WinnerAsync(first, second).ConfigureAwait(false);
        if (ReferenceEquals(winner, second))
        {
            call.Target.WonHedge();
        }

        // A transport may take long to notice; whoever waits for the answer must not.
        var loser = ReferenceEquals(winner, second) ? first : second;
        await loser.End.CancelAsync().ConfigureAwait(false);
        _ = DropAsync(loser);
        return await EndAsync(winner, call).ConfigureAwait(false);
    }

    private static bool IsGood(Task<HttpResponseMessage> answer) =>
        answer.IsCompletedSuccessfully && Classify.Of(answer.GetAwaiter().GetResult()) == AttemptOutcome.Success;

    private static async Task<Runner> WinnerAsync(Runner first, Runner second)
    {
        var earlier = ReferenceEquals(await Task.WhenAny(first.Answer, second.Answer).ConfigureAwait(false), first.Answer) ? first : second;
        var later = ReferenceEquals(earlier, first) ? second : first;
        if (IsGood(earlier.Answer))
        {
            return earlier;
        }

        await ((Task)later.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsGood(later.Answer) || !earlier.Answer.IsCompletedSuccessfully ? later : earlier;
    }

    private static async Task DropAsync(Runner loser)
    {
        await ((Task)loser.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        loser.End.Dispose();
        if (loser.Answer.IsCompletedSuccessfully)
        {
            (await loser.Answer.ConfigureAwait(false)).Dispose();
        }
    }

    /// <summary>Two handlers may change the headers of their request; the content is only read.</summary>
    private static HttpRequestMessage CopyOf(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy, Content = request.Content };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (key, value) in request.Options)
        {
            ((IDictionary<string, object?>)copy.Options)[key] = value;
        }

        return copy;
    }

    /// <summary>Ends with the answer that counts. Its time is counted also where it is that of a hedge: the request before it took longer still.</summary>
    private async Task<HttpResponseMessage> EndAsync(Runner runner, Call call)
    {
        using var end = runner.End;
        var response = await runner.Answer.ConfigureAwait(false);
        call.Target.Times.Add(time.GetElapsedTime(call.Started));
        return response;
    }

    private async Task<bool> IsAnsweredWithinAsync(Task<HttpResponseMessage> first, Call call)
    {
        var delay = call.Policy.HedgingDelay ?? call.Target.Times.P95() ?? DelayAtFirst;
        await ((Task)first).WaitAsync(delay > LeastDelay ? delay : LeastDelay, time, call.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return first.IsCompleted;
    }

    /// <summary>One of the two requests, and what gives it up.</summary>
    private sealed record Runner(Task<HttpResponseMessage> Answer, CancellationTokenSource End)
    {
        public static Runner Start(Call call, Func<Call, Task<HttpResponseMessage>> send)
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
            return new Runner(send(call with { CancellationToken = end.Token }), end);
        }
    }
}
