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

    public async Task<HttpResponseMessage> SendAsync(Call call)
    {
        TriedInstances.Attach(call.Request);
        using var endFirst = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        using var endSecond = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        var copy = CopyOf(call.Request);
        var first = send(call with { CancellationToken = endFirst.Token });
        try
        {
            if (await IsAnsweredWithinAsync(first, call).ConfigureAwait(false) || !calls.Budget.TryTake(call.Policy))
            {
                return await first.ConfigureAwait(false);
            }

            call.Target.Hedged();
            Activity.Current?.AddEvent(new ActivityEvent("cloudnative.resiliency.hedge"));
            var second = send(call with { Request = copy, CancellationToken = endSecond.Token });
            var winner = await WinnerAsync(first, second).ConfigureAwait(false);
            if (ReferenceEquals(winner, second))
            {
                call.Target.WonHedge();
            }

            var (loser, end) = ReferenceEquals(winner, second) ? (first, endFirst) : (second, endSecond);
            await end.CancelAsync().ConfigureAwait(false);
            await DropAsync(loser).ConfigureAwait(false);
            return await winner.ConfigureAwait(false);
        }
        finally
        {
            if (first.IsCompletedSuccessfully)
            {
                call.Target.Times.Add(time.GetElapsedTime(call.Started));
            }
        }
    }

    private static bool IsGood(Task<HttpResponseMessage> answer) =>
        answer.IsCompletedSuccessfully && Classify.Of(answer.GetAwaiter().GetResult()) == AttemptOutcome.Success;

    private static async Task<Task<HttpResponseMessage>> WinnerAsync(Task<HttpResponseMessage> first, Task<HttpResponseMessage> second)
    {
        var earlier = await Task.WhenAny(first, second).ConfigureAwait(false);
        var later = ReferenceEquals(earlier, first) ? second : first;
        if (IsGood(earlier))
        {
            return earlier;
        }

        await ((Task)later).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsGood(later) || !earlier.IsCompletedSuccessfully ? later : earlier;
    }

    private static async Task DropAsync(Task<HttpResponseMessage> loser)
    {
        await ((Task)loser).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loser.IsCompletedSuccessfully)
        {
            (await loser.ConfigureAwait(false)).Dispose();
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

    private async Task<bool> IsAnsweredWithinAsync(Task<HttpResponseMessage> first, Call call)
    {
        var delay = call.Policy.HedgingDelay ?? call.Target.Times.P95() ?? DelayAtFirst;
        try
        {
            await ((Task)first).WaitAsync(delay, time, call.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (TimeoutException)
        {
            return false;
        }

        return first.IsCompleted;
    }
}
