using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class SheddingStateTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly SheddingState _state;
    private readonly InboundLimiter _limiter;

    public SheddingStateTests()
    {
        _state = new SheddingState(_time, 0.8, _logs.CreateLogger("inbound"));
        _limiter = new InboundLimiter(new InboundOptions(), _time, _state);
    }

    [Fact]
    public async Task The_service_is_degraded_while_it_sheds_and_healthy_two_seconds_after()
    {
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
        Shed(seconds: 4, refused: 10, served: 90);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
        Shed(seconds: 60, refused: 10, served: 90);
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task The_service_is_not_ready_when_it_refused_nearly_all_for_long()
    {
        Shed(seconds: 29, refused: 90, served: 10);
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
        Shed(seconds: 3, refused: 90, served: 10);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());

        Shed(seconds: 2, refused: 70, served: 30);

        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
    }

    [Fact]
    public void One_line_tells_the_begin_and_one_the_end()
    {
        Shed(seconds: 10, refused: 100, served: 10);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([8530, 8531], _logs.Entries.Select(entry => entry.Id));
        Assert.Equal(["The service serves all requests again; it refused 1000 in 00:00:12"], _logs.WithId(8531));
    }

    [Fact]
    public void While_the_service_sheds_only_critical_requests_wait()
    {
        Assert.True(_limiter.MayWait(RequestPriority.Default));
        Assert.False(_limiter.MayWait(RequestPriority.Sheddable));

        Shed(seconds: 2, refused: 10, served: 10);

        Assert.False(_limiter.MayWait(RequestPriority.Default));
        Assert.True(_limiter.MayWait(RequestPriority.Critical));
    }

    public void Dispose()
    {
        _limiter.Dispose();
        _state.Dispose();
        _logs.Dispose();
    }

    private void Shed(int seconds, int refused, int served)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            for (var k = 0; k < refused / 10; k++)
            {
                _state.OnShed(RequestPriority.Default);
            }

            for (var k = 0; k < served / 10; k++)
            {
                _state.OnServed(RequestPriority.Default);
            }

            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task<HealthStatus> StatusAsync() =>
        (await new InboundCheck(_limiter, Microsoft.Extensions.Options.Options.Create(new InboundOptions())).CheckHealthAsync(new HealthCheckContext())).Status;
}
