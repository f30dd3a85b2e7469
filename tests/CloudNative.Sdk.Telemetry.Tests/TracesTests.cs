using System.Collections.Concurrent;
using System.Diagnostics;
using CloudNative.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Tests;

public sealed class TracesTests
{
    [Fact]
    public async Task A_request_and_the_call_that_made_it_are_one_trace()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app => app.MapGet("/", () => "ok"));
        using var client = new HttpClient();
        using var response = await client.GetAsync(host.Application);

        await spans.WaitForAsync(2);
        var server = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Server);
        var caller = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Client);
        Assert.Equal(caller.TraceId, server.TraceId);
        Assert.Equal(caller.SpanId, server.ParentSpanId);
        Assert.Equal("GET", server.GetTagItem("http.request.method"));
        Assert.Equal("/", server.GetTagItem("url.path"));
    }

    [Fact]
    public async Task Requests_to_ops_endpoints_are_not_traced()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app => app.MapCloudNative().WithDisplayName("ops"));
        using var own = await host.GetAsync(host.Ops, "info");
        using var shared = await host.GetAsync(host.Application, "info");
        using var last = await host.GetAsync(host.Application, "nothing-here");
        Assert.True(own.IsSuccessStatusCode && shared.IsSuccessStatusCode);

        await spans.WaitForAsync(1, ActivityKind.Server);
        Assert.Equal(["/nothing-here"], spans.Ended.Where(span => span.Kind == ActivityKind.Server).Select(span => span.GetTagItem("url.path")));
    }

    [Fact]
    public async Task A_source_known_only_by_the_facts_of_the_build_is_collected()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(spans.AddTo);
        using var declared = new ActivitySource("Telemetry.Tests.Declared");
        using var unknown = new ActivitySource("Telemetry.Tests.Unknown");

        Assert.NotNull(declared.StartActivity("work"));
        Assert.Null(unknown.StartActivity("work"));
    }

    [Fact]
    public async Task Sources_named_in_the_options_are_collected()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.Sources.Add("Telemetry.Tests.Opt*")));
        using var source = new ActivitySource("Telemetry.Tests.Optional");

        Assert.True(source.StartActivity("work")?.Recorded);
    }

    [Fact]
    public async Task A_ratio_of_zero_records_no_new_trace_but_follows_a_caller_that_records()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.TraceSampleRatio = 0));
        using var source = new ActivitySource("Telemetry.Tests.Declared");
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, traceState: null, isRemote: true);

        using (var root = source.StartActivity("root"))
        {
            Assert.NotEqual(true, root?.Recorded);
        }

        using var child = source.StartActivity(ActivityKind.Server, caller);
        Assert.True(child?.Recorded);
    }

    [Fact]
    public async Task Nothing_is_traced_where_telemetry_is_not_enabled()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.Enabled = false));
        using var source = new ActivitySource("Telemetry.Tests.Declared");

        Assert.False(source.HasListeners());
    }

    private sealed class SpanCollector : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Ended { get; } = new();

        public void AddTo(IHostApplicationBuilder builder) => new OtherBuilder(builder.Services).WithTracing(traces => traces.AddProcessor(this));

        // Like an exporting processor: what is not recorded does not leave the process.
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
            {
                Ended.Enqueue(data);
            }
        }

        // The server ends its activity after the response has left.
        public Task WaitForAsync(int count, ActivityKind? kind = null) => Eventually.IsTrueAsync(
            () => Ended.Count(span => kind is null || span.Kind == kind) >= count, $"{count} spans");
    }

    private sealed class OtherBuilder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
