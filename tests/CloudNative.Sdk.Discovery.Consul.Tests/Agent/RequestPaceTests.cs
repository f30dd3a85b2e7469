using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Agent;

public sealed class RequestPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_loop_that_is_held_never_waits()
    {
        var pace = new RequestPace(_time);
        for (var i = 0; i < 100; i++)
        {
            var wait = pace.WaitAsync(TestContext.Current.CancellationToken);
            Assert.True(wait.IsCompletedSuccessfully);
            await wait;
            _time.Advance(TimeSpan.FromSeconds(60));
            pace.Returned(useful: true);
        }
    }

    [Fact]
    public async Task Changes_without_end_are_followed_once_a_second()
    {
        var pace = await SpentAsync(useful: true);
        var wait = pace.WaitAsync(TestContext.Current.CancellationToken).AsTask();

        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(990));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        await wait.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Answers_without_news_slow_the_loop_down_to_four_a_minute()
    {
        var pace = await SpentAsync(useful: false);
        var requests = await CountAsync(pace, TimeSpan.FromMinutes(10), useful: false);

        Assert.InRange(requests, 40, 46);
    }

    [Fact]
    public async Task News_bring_the_pace_back()
    {
        var pace = await SpentAsync(useful: false);
        await CountAsync(pace, TimeSpan.FromMinutes(10), useful: false);
        pace.Returned(useful: true);

        Assert.InRange(await CountAsync(pace, TimeSpan.FromSeconds(30), useful: true), 28, 31);
    }

    private async Task<RequestPace> SpentAsync(bool useful)
    {
        var pace = new RequestPace(_time);
        for (var i = 0; i < RequestPace.Burst; i++)
        {
            await pace.WaitAsync(TestContext.Current.CancellationToken);
            pace.Returned(useful);
        }

        return pace;
    }

    private async Task<int> CountAsync(RequestPace pace, TimeSpan duration, bool useful)
    {
        var requests = 0;
        var end = _time.GetUtcNow() + duration;
        while (_time.GetUtcNow() < end)
        {
            var wait = pace.WaitAsync(TestContext.Current.CancellationToken).AsTask();
            while (!wait.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            await wait;
            requests++;
            pace.Returned(useful);
        }

        return requests;
    }
}
