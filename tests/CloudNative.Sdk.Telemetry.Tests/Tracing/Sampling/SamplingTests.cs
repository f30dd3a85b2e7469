using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Tracing.Sampling;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing.Sampling;

/// <summary>Which traces reach an exporter behind the SDK's own export processor.</summary>
public sealed class SamplingTests : IDisposable
{
    private const string SourceName = "Telemetry.Tests.Declared";

    private readonly ActivitySource _source = new(SourceName);
    private readonly SpanCollector _spans = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _source.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task A_ratio_of_zero_exports_no_new_trace_but_follows_a_caller_that_records()
    {
        await using var host = await StartAsync(0);
        using (_source.StartActivity("root"))
        {
            using var inner = _source.StartActivity("inner");
        }

        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, traceState: null, isRemote: true);
        using (_source.StartActivity("called", ActivityKind.Server, caller))
        {
            using var inner = _source.StartActivity("inner of called");
        }

        Assert.Equal(["inner of called", "called"], _spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task The_ratio_chooses_about_so_many_traces_and_each_of_them_whole()
    {
        await using var host = await StartAsync(0.25);
        for (var i = 0; i < 4_000; i++)
        {
            using var root = _source.StartActivity("root");
            using var inner = _source.StartActivity("inner");
        }

        var traces = _spans.Ended.GroupBy(span => span.TraceId).ToArray();
        Assert.InRange(traces.Length, 850, 1_150);
        Assert.All(traces, trace => Assert.Equal(2, trace.Count()));
    }

    [Fact]
    public async Task A_trace_that_fails_here_is_exported_whole()
    {
        await using var host = await StartAsync(0);
        string? told;
        using (var root = _source.StartActivity("root", ActivityKind.Server))
        {
            using (_source.StartActivity("first"))
            {
                using var deep = _source.StartActivity("deep");
            }

            told = root!.Id;
            using (_source.StartActivity("second"))
            {
            }

            root.SetStatus(ActivityStatusCode.Error);
        }

        Assert.EndsWith("-00", told, StringComparison.Ordinal);
        Assert.Equal(["deep", "first", "second", "root"], _spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task An_error_inside_a_trace_that_ends_well_does_not_keep_it()
    {
        await using var host = await StartAsync(0);
        using (_source.StartActivity("root"))
        {
            using var inner = _source.StartActivity("inner");
            inner!.SetStatus(ActivityStatusCode.Error);
        }

        Assert.Empty(_spans.Ended);
    }

    [Theory]
    [InlineData(ActivityKind.Server, 1.0, true)]
    [InlineData(ActivityKind.Consumer, 1.0, true)]
    [InlineData(ActivityKind.Server, 0.999, false)]
    [InlineData(ActivityKind.Internal, 60.0, false)]
    public async Task A_slow_request_or_message_is_exported(ActivityKind kind, double seconds, bool exported)
    {
        await using var host = await StartAsync(0);
        using (var root = _source.StartActivity("root", kind))
        {
            root!.SetEndTime(root.StartTimeUtc + TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(exported ? 1 : 0, _spans.Ended.Count);
    }

    [Fact]
    public async Task Neither_errors_nor_slow_requests_are_kept_where_the_options_say_so()
    {
        await using var host = await StartAsync(0, o =>
        {
            o.KeepErrors = false;
            o.SlowThreshold = TimeSpan.Zero;
        });
        using (var root = _source.StartActivity("root", ActivityKind.Server))
        {
            root?.SetStatus(ActivityStatusCode.Error);
        }

        Assert.Empty(_spans.Ended);
    }

    [Fact]
    public async Task What_ends_behind_its_kept_trace_is_exported_and_behind_a_dropped_one_is_not()
    {
        await using var host = await StartAsync(0);
        var kept = _source.StartActivity("kept")!;
        var late = _source.StartActivity("late")!;
        kept.SetStatus(ActivityStatusCode.Error).Stop();
        late.Stop();
        Activity.Current = null;
        var dropped = _source.StartActivity("dropped")!;
        var later = _source.StartActivity("later")!;
        dropped.Stop();
        later.Stop();

        Assert.Equal(["kept", "late"], _spans.Ended.Select(span => span.DisplayName));
    }

    [Fact]
    public async Task A_service_that_calls_itself_is_one_trace_until_its_last_part_ends()
    {
        await using var host = await StartAsync(0);
        using (var outer = _source.StartActivity("outer", ActivityKind.Server))
        {
            var caller = new ActivityContext(outer!.TraceId, outer.SpanId, outer.ActivityTraceFlags, traceState: null, isRemote: true);
            using (_source.StartActivity("own call", ActivityKind.Server, caller))
            {
                using var inner = _source.StartActivity("inner");
            }

            outer.SetStatus(ActivityStatusCode.Error);
        }

        Assert.Equal(["inner", "own call", "outer"], _spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task Ten_thousand_traces_that_do_not_end_take_bounded_room_and_errors_are_kept_meanwhile()
    {
        await using var host = await StartAsync(0, o => o.MaxBufferedSpans = 1_000);
        var open = new List<Activity>();
        for (var i = 0; i < 10_000; i++)
        {
            Activity.Current = null;
            open.Add(_source.StartActivity("open")!);
            _source.StartActivity("inner")!.Stop();
        }

        var buffer = BufferOf(host);
        Assert.Equal(1_000, buffer.Held);
        Activity.Current = null;
        using (var root = _source.StartActivity("failed"))
        {
            root!.SetStatus(ActivityStatusCode.Error);
        }

        Assert.Equal(["failed"], _spans.Ended.Select(span => span.DisplayName));

        _time.Advance(TailBuffer.MaxAge);
        Activity.Current = null;
        _source.StartActivity("next")!.Stop();
        Assert.Equal(0, buffer.Held);
        Assert.Contains(host.Logs.WithId(8420), message => message.StartsWith(
            "CNS8420: the buffer for traces that were not chosen was full (CloudNative:Telemetry:Tracing:MaxBufferedSpans is 1000): ", StringComparison.Ordinal));
        Assert.Contains("\ncloudnative_tracing_dropped_spans_total{reason=\"full\"} ", await host.ScrapeAsync(), StringComparison.Ordinal);

        open.ForEach(span => span.Stop());
        Assert.Equal(0, buffer.Held);
    }

    [Fact]
    public async Task One_trace_cannot_take_the_room_of_all_others()
    {
        await using var host = await StartAsync(0);
        using (_source.StartActivity("root"))
        {
            for (var i = 0; i < 5_000; i++)
            {
                using var inner = _source.StartActivity("inner");
            }

            Assert.Equal(1 + TailBuffer.MaxSpansPerTrace, BufferOf(host).Held);
        }

        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task Many_threads_at_once_keep_every_failed_trace_whole_and_leave_nothing_behind()
    {
        await using var host = await StartAsync(0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var root = _source.StartActivity("root");
                using (_source.StartActivity("inner"))
                {
                }

                root!.SetStatus(i % 2 == 0 ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
            }
        })));

        var traces = _spans.Ended.GroupBy(span => span.TraceId).ToArray();
        Assert.Equal(2_000, traces.Length);
        Assert.All(traces, trace => Assert.Equal(2, trace.Count()));
        Assert.Equal(0, BufferOf(host).Held);
    }

    [Fact]
    public async Task A_failed_request_is_kept_whole_and_a_failed_probe_is_not()
    {
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                _spans.AddTo(builder);
                builder.Services.Configure<TracingOptions>(o => o.SampleRatio = 0);
            },
            app =>
            {
                app.MapCloudNative().WithDisplayName("ops");
                app.MapGet("/fails", IResult () =>
                {
                    using (_source.StartActivity("inner"))
                    {
                    }

                    throw new InvalidOperationException("now");
                });
            });
        using var refused = await host.PostAsync(host.Application, "info");
        using var good = await host.GetAsync(host.Application, "nothing");
        using var failed = await host.GetAsync(host.Application, "fails");

        await _spans.WaitForAsync(2);
        Assert.Equal(["inner", "GET /fails"], _spans.Ended.Select(span => span.DisplayName));
    }

    private static TailBuffer BufferOf(ServiceHost host) => host.Services.GetRequiredService<TailBuffer>();

    private Task<ServiceHost> StartAsync(double ratio, Action<TracingOptions>? configure = null) => ServiceHost.StartWorkerAsync(builder =>
    {
        _spans.AddTo(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        builder.Services.Configure<TracingOptions>(options =>
        {
            options.SampleRatio = ratio;
            configure?.Invoke(options);
        });
    });
}
