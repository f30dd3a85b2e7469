using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.ObjectPool;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class RequestPlaceTests : IDisposable
{
    private static readonly TimeSpan ByItself = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly SheddingState _state;
    private readonly InboundLimiter _limiter;

    public RequestPlaceTests()
    {
        _state = new SheddingState(_time, 1, NullLogger.Instance);
        _limiter = new InboundLimiter(new InboundOptions(), _time, _state);
    }

    [Fact]
    public async Task A_request_whose_caller_has_gone_is_no_quick_answer()
    {
        await ServeAsync(50, ByItself, response => response.StartAsync());

        await ServeAsync(20_000, ByItself / 10, _ => Task.CompletedTask);

        Assert.Equal(ByItself, _limiter.Baseline);
    }

    [Theory]
    [InlineData(StatusCodes.Status200OK, 10)]
    [InlineData(StatusCodes.Status204NoContent, 10)]
    [InlineData(StatusCodes.Status404NotFound, 100)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, 100)]
    public async Task An_answer_counts_by_its_status(int status, int baseline)
    {
        await ServeAsync(50, ByItself, response => response.StartAsync());

        await ServeAsync(20_000, ByItself / 10, response =>
        {
            response.StatusCode = status;
            return response.StartAsync();
        });

        Assert.Equal(baseline, _limiter.Baseline.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public async Task An_answer_that_had_begun_before_the_place_was_taken_counts_too()
    {
        await ServeAsync(50, ByItself, response => response.StartAsync());

        await ServeAsync(20_000, ByItself / 10, _ => Task.CompletedTask, hasStarted: true);

        Assert.Equal(10, _limiter.Baseline.TotalMilliseconds, tolerance: 1);
    }

    public void Dispose()
    {
        _limiter.Dispose();
        _state.Dispose();
    }

    private async Task ServeAsync(int count, TimeSpan duration, Func<Response, Task> answer, bool hasStarted = false)
    {
        var pool = new NoPool(_limiter);
        for (var i = 0; i < count; i++)
        {
            var response = new Response { Started = hasStarted };
            var context = new DefaultHttpContext();
            context.Features.Set<IHttpResponseFeature>(response);
            Assert.True(_limiter.TryEnter(RequestPriority.Default));
            pool.Get().Hold(context);
            _time.Advance(duration);
            await answer(response);
            await response.CompleteAsync();
        }
    }

    private sealed class NoPool(InboundLimiter limiter) : ObjectPool<RequestPlace>
    {
        public override RequestPlace Get() => new(limiter, this);

        public override void Return(RequestPlace obj)
        {
        }
    }

    /// <summary>Calls back as a server does: at the beginning of an answer, where there is one, and at the end of the request.</summary>
    private sealed class Response : HttpResponseFeature
    {
        private (Func<object, Task> Callback, object State)? _starting;
        private (Func<object, Task> Callback, object State)? _completed;

        public bool Started { get; set; }

        public override bool HasStarted => Started;

        public override void OnStarting(Func<object, Task> callback, object state) => _starting = (callback, state);

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed = (callback, state);

        public Task StartAsync()
        {
            Started = true;
            return _starting!.Value.Callback(_starting.Value.State);
        }

        public Task CompleteAsync() => _completed!.Value.Callback(_completed.Value.State);
    }
}
