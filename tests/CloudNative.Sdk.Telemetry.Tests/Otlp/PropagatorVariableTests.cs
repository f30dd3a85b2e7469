using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Tests.Tracing;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry.Context.Propagation;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

/// <summary>The propagators belong to the process: each test puts them back.</summary>
public sealed class PropagatorVariableTests : IDisposable
{
    private const string Caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly DistributedContextPropagator _ofDotNet = DistributedContextPropagator.Current;
    private readonly TextMapPropagator _ofOpenTelemetry = Propagators.DefaultTextMapPropagator;

    public void Dispose()
    {
        DistributedContextPropagator.Current = _ofDotNet;
        OpenTelemetry.Sdk.SetDefaultTextMapPropagator(_ofOpenTelemetry);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("b3", true)]
    [InlineData("b3, jaeger", true)]
    [InlineData("b3,tracecontext", true)]
    [InlineData("baggage", false)]
    [InlineData("none", false)]
    [InlineData("none,b3", false)]
    public async Task A_trace_goes_on_unless_a_known_value_says_otherwise(string? propagators, bool goesOn)
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(propagators, spans);
        using var client = new HttpClient();
        using var response = await client.GetAsync(host.Application);

        await spans.WaitForAsync(2);
        var server = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Server);
        var caller = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Client);
        Assert.Equal(goesOn, caller.TraceId == server.TraceId);
    }

    [Theory]
    [InlineData("tracecontext", true)]
    [InlineData("none", false)]
    public async Task A_request_is_read_as_the_variable_says(string propagators, bool goesOn)
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(propagators, spans);
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Application) { Headers = { { "traceparent", Caller } } };
        using var response = await client.SendAsync(request);

        var server = await spans.ServerSpanAsync();
        Assert.Equal(goesOn, server.TraceId.ToHexString() == Caller[3..35]);
    }

    [Fact]
    public async Task A_value_that_is_ignored_leaves_the_propagators_of_the_process_as_they_are()
    {
        await using var host = await StartAsync("b3", new SpanCollector());

        Assert.Same(_ofDotNet, DistributedContextPropagator.Current);
        Assert.Same(_ofOpenTelemetry, Propagators.DefaultTextMapPropagator);
    }

    private static Task<ServiceHost> StartAsync(string? propagators, SpanCollector spans) => ServiceHost.StartWebAsync(
        builder =>
        {
            builder.Configuration["OTEL_PROPAGATORS"] = propagators;
            spans.AddTo(builder);
        },
        app => app.MapGet("/", () => "ok"));
}
