using System.Net;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>When a request that was sent twice ends, and when it is not sent twice.</summary>
public sealed class HedgeEndsTests
{
    [Fact]
    public async Task A_hedge_keeps_the_deadline_of_its_call()
    {
        await using var harness = await StartAsync("00:00:01");
        harness.Transport.Hangs();
        using var deadline = RequestDeadline.Begin(TimeSpan.FromSeconds(2), harness.Time);
        var start = harness.Time.GetTimestamp();

        await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.Equal(2, harness.Transport.Attempts.Count);
        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task The_first_answer_does_not_wait_for_the_other_request_to_notice()
    {
        await using var harness = await StartAsync("00:00:00.1");
        var deaf = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var content = new ObservedContent();
        harness.Transport.Does(_ => deaf.Task).Answers(HttpStatusCode.OK);
        var call = harness.Client().GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken);
        harness.Time.Advance(TimeSpan.FromMilliseconds(100));

        await Eventually.IsTrueAsync(() => call.IsCompleted, "the answer of the second request");
        (await call).Dispose();

        deaf.SetResult(new HttpResponseMessage { Content = content });
        await Eventually.IsTrueAsync(() => content.IsDisposed, "the late answer was thrown away");
    }

    [Fact]
    public async Task A_caller_that_gives_up_sends_no_second_request()
    {
        await using var harness = await StartAsync("00:00:05");
        harness.Transport.Does(async cancelled =>
        {
            // Some time goes by until a transport has noticed.
            await Task.Delay(Timeout.Infinite, cancelled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield();
            throw new OperationCanceledException(cancelled);
        });
        using var giveUp = new CancellationTokenSource();
        var call = harness.Client().GetAsync(new Uri("http://catalog/"), giveUp.Token);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Single(harness.Transport.Attempts);
        Assert.Equal(0, harness.Target.Hedges);
    }

    private static Task<CallHarness> StartAsync(string delay) => CallHarness.StartAsync(
        ("CloudNative:Resiliency:Defaults:Hedging", "true"), ("CloudNative:Resiliency:Defaults:HedgingDelay", delay), ("CloudNative:Resiliency:Defaults:MaxRetries", "0"));

    private sealed class ObservedContent() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
