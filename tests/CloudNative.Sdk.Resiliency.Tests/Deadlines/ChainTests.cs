using System.Diagnostics;
using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

[Collection(nameof(Alone))]
public sealed class ChainTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a busy machine may be late on the way: the timer of each tier, and the two answers between them.</summary>
    private const int Steps = 5;

    /// <remarks>
    /// A busy machine runs everything late, which says nothing about the tiers: a loop of short timers in the same process tells how late.
    /// </remarks>
    [Fact]
    public async Task With_three_tiers_and_a_hung_leaf_none_works_beyond_the_deadline()
    {
        var work = new Work();
        await using var leaf = await TierAsync(context => work.DoAsync(() => Task.Delay(Timeout.Infinite, context.RequestAborted)));
        await using var middle = await TierAsync(context => work.DoAsync(() => CallAsync(context, leaf)));
        await using var front = await TierAsync(context => work.DoAsync(() => CallAsync(context, middle)));

        // The first call of each tier compiles it.
        await AskAsync(front);
        for (var run = 0; run < 5; run++)
        {
            await Eventually.IsTrueAsync(() => work.UnderWay == 0, "the end of the work before");
            work.Clear();
            var started = Stopwatch.GetTimestamp();
            var stall = LongestStallAsync(started);
            Assert.Equal(HttpStatusCode.GatewayTimeout, await AskAsync(front));
            var late = await stall;
            await Eventually.IsTrueAsync(() => work.UnderWay == 0, "the end of all work");
            Assert.Equal(3, work.Ends.Length);
            Assert.All(work.Ends, end => Assert.InRange(Stopwatch.GetElapsedTime(started, end), TimeSpan.Zero, Deadline + Grace + (Steps * late)));
        }

        Assert.All([front, middle, leaf], host => Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning));
    }

    private static async Task<TimeSpan> LongestStallAsync(long started)
    {
        var (step, longest) = (TimeSpan.FromMilliseconds(5), TimeSpan.Zero);
        while (Stopwatch.GetElapsedTime(started) < Deadline + (2 * Grace))
        {
            var before = Stopwatch.GetTimestamp();
            await Task.Delay(step);
            longest = Stopwatch.GetElapsedTime(before) - step is var late && late > longest ? late : longest;
        }

        return longest;
    }

    private static Task<TestHost> TierAsync(RequestDelegate serve) => TestHost.Web(builder => builder.AddCloudNativeResiliency(), app => app.Run(serve)).StartAsync();

    /// <summary>As an application calls that knows nothing of deadlines: without a token.</summary>
    private static async Task CallAsync(HttpContext context, TestHost next)
    {
        var client = context.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var response = await client.GetAsync(next.App.BaseAddress);
        context.Response.StatusCode = (int)response.StatusCode;
    }

    private static async Task<HttpStatusCode> AskAsync(TestHost front)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Request-Deadline", "500" } } };
        using var response = await front.App.SendAsync(request);
        return response.StatusCode;
    }

    private sealed class Work
    {
        private readonly Lock _turn = new();
        private readonly List<long> _ends = [];
        private int _underWay;

        public int UnderWay => Volatile.Read(ref _underWay);

        public long[] Ends
        {
            get
            {
                lock (_turn)
                {
                    return [.. _ends];
                }
            }
        }

        public void Clear()
        {
            lock (_turn)
            {
                _ends.Clear();
            }
        }

        public async Task DoAsync(Func<Task> work)
        {
            Interlocked.Increment(ref _underWay);
            try
            {
                await work();
            }
            finally
            {
                lock (_turn)
                {
                    _ends.Add(Stopwatch.GetTimestamp());
                }

                Interlocked.Decrement(ref _underWay);
            }
        }
    }
}
