using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing;

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
    public async Task Nothing_is_traced_where_telemetry_is_not_enabled()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.Enabled = false));
        using var source = new ActivitySource("Telemetry.Tests.Declared");

        Assert.False(source.HasListeners());
    }
}
