using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Tracing.Sampling;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing.Sampling;

/// <summary>What waits for the end of its trace, where spans end at the same time, late, or never.</summary>
public sealed class TailBufferTests : IDisposable
{
    private readonly ActivitySource _source = new("Telemetry.Tests.Declared");
    private readonly SpanCollector _spans = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _source.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task Inner_spans_that_end_together_with_their_failed_trace_are_exported_all()
    {
        const int Traces = 4_000;
        await using var host = await StartAsync();
        for (var i = 0; i < Traces; i++)
        {
            Activity.Current = null;
            var root = _source.StartActivity("root")!.SetStatus(ActivityStatusCode.Error);
            var inner = Enumerable.Range(0, 6).Select(_ => StartWithin(root)).ToArray();
            Parallel.Invoke(root.Stop, () => Array.ForEach(inner, span => span.Stop()));
        }

        Assert.Equal(Traces * 7, _spans.Ended.Count);
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task A_part_that_the_caller_has_chosen_does_not_end_the_wait_of_one_that_it_has_not()
    {
        await using var host = await StartAsync();
        var trace = ActivityTraceId.CreateRandom();
        var waits = StartPart("waits", trace, ActivityTraceFlags.None);
        _source.StartActivity("first")!.Stop();
        StartPart("chosen", trace, ActivityTraceFlags.Recorded).Stop();
        Activity.Current = waits;
        _source.StartActivity("second")!.Stop();
        waits.SetStatus(ActivityStatusCode.Error).Stop();

        Assert.Equal(["chosen", "first", "second", "waits"], _spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task A_part_that_the_caller_has_chosen_does_not_keep_one_that_it_has_not()
    {
        await using var host = await StartAsync();
        var trace = ActivityTraceId.CreateRandom();
        var waits = StartPart("waits", trace, ActivityTraceFlags.None);
        _source.StartActivity("inner")!.Stop();
        StartPart("chosen", trace, ActivityTraceFlags.Recorded).Stop();
        waits.Stop();

        Assert.Equal(["chosen"], _spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task What_has_waited_too_long_is_given_up_without_a_new_trace()
    {
        await using var host = await StartAsync();
        using var root = _source.StartActivity("root");
        _source.StartActivity("inner")!.Stop();
        Assert.Equal(2, BufferOf(host).Held);

        _time.Advance(TailBuffer.MaxAge);
        _source.StartActivity("next")!.Stop();

        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task A_long_request_and_a_large_trace_are_counted_and_not_blamed_on_the_buffer()
    {
        await using var host = await StartAsync();
        using (_source.StartActivity("large"))
        {
            for (var i = 0; i < TailBuffer.MaxSpansPerTrace + 3; i++)
            {
                _source.StartActivity("inner")!.Stop();
            }
        }

        using (_source.StartActivity("long"))
        {
            _source.StartActivity("held")!.Stop();
            _time.Advance(TailBuffer.MaxAge);
            _source.StartActivity("late")!.Stop();
            _time.Advance(TailBuffer.SweepPeriod);
            _source.StartActivity("later")!.Stop();
        }

        var page = await host.ScrapeAsync();
        Assert.Contains("\ncloudnative_tracing_dropped_spans_total{reason=\"trace_limit\"} 3\n", page, StringComparison.Ordinal);
        Assert.Contains("\ncloudnative_tracing_dropped_spans_total{reason=\"expired\"} 3\n", page, StringComparison.Ordinal);
        Assert.Empty(host.Logs.WithId(8420));
    }

    [Fact]
    public async Task A_stream_is_not_slow_however_long_it_lasts()
    {
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                _spans.AddTo(builder);
                builder.Services.Configure<TracingOptions>(options =>
                {
                    options.SampleRatio = 0;
                    options.SlowThreshold = TimeSpan.FromTicks(1);
                });
            },
            app =>
            {
                app.MapGet("/events", (HttpContext context) =>
                {
                    context.Response.ContentType = "text/event-stream; charset=utf-8";
                    return context.Response.WriteAsync("data: 1\n\n");
                });
                app.MapGet("/", () => "slow");
            });
        using var events = await host.GetAsync(host.Application, "events");
        using var slow = await host.GetAsync(host.Application, string.Empty);

        await _spans.WaitForAsync(1);
        Assert.Equal(["GET /"], _spans.Ended.Select(span => span.DisplayName));
    }

    private static TailBuffer BufferOf(ServiceHost host) => host.Services.GetRequiredService<TailBuffer>();

    private Activity StartWithin(Activity root)
    {
        Activity.Current = root;
        return _source.StartActivity("inner")!;
    }

    private Activity StartPart(string name, ActivityTraceId trace, ActivityTraceFlags flags)
    {
        Activity.Current = null;
        return _source.StartActivity(name, ActivityKind.Server, new ActivityContext(trace, ActivitySpanId.CreateRandom(), flags, traceState: null, isRemote: true))!;
    }

    private Task<ServiceHost> StartAsync() => ServiceHost.StartWorkerAsync(builder =>
    {
        _spans.AddTo(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        builder.Services.Configure<TracingOptions>(options => options.SampleRatio = 0);
    });
}
