using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Otlp;

public sealed class OtlpContentTests
{
    private const string CallerTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerSpan = "b7ad6b7169203331";

    [Theory]
    [InlineData("http/protobuf", "none", "identity")]
    [InlineData("http/protobuf", "gzip", "gzip")]
    [InlineData("grpc", "none", "identity")]
    [InlineData("grpc", "gzip", "gzip")]
    public async Task What_a_service_says_arrives_whole(string protocol, string compression, string encoding)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(cancellationToken);
        await using var orders = ShopService.Start(
            "Shop.Orders",
            ServiceAddress.Free(),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", protocol == "grpc" ? receiver.GrpcEndpoint : receiver.HttpEndpoint),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_COMPRESSION", compression),
            KeyValuePair.Create("OTEL_RESOURCE_ATTRIBUTES", "team=shipping,deployment.environment.name=test"),
            KeyValuePair.Create("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"),
            KeyValuePair.Create("OTEL_BSP_SCHEDULE_DELAY", "200"),
            KeyValuePair.Create("OTEL_BLRP_SCHEDULE_DELAY", "200"),
            KeyValuePair.Create("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            KeyValuePair.Create("Logging:LogLevel:Shop", "Debug"),
            KeyValuePair.Create("Logging:LogLevel:Microsoft.AspNetCore.Hosting", "Information"));
        await orders.WaitUntilReadyAsync(cancellationToken);
        await PlaceOrderAsync(orders, cancellationToken);

        var shipping = await AssertSpansAsync(receiver, cancellationToken);
        await AssertLogsAsync(receiver, shipping, cancellationToken);
        await AssertMetricsAsync(receiver, cancellationToken);
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            var requests = await receiver.WaitForAsync(signal, all => all.Messages.Count > 0, cancellationToken);
            Assert.All(requests.Encodings, actual => Assert.Equal(encoding, actual));
            AssertResource(requests.Resource());
        }
    }

    private static async Task PlaceOrderAsync(ServiceProcess orders, CancellationToken cancellationToken)
    {
        using var customer = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = orders.Address.Application };
        customer.DefaultRequestHeaders.Add("traceparent", $"00-{CallerTrace}-{CallerSpan}-01");
        using var answer = await customer.PostAsJsonAsync("/orders", new { ProductId = 1, Quantity = 2, UnitPrice = 18.90m }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static void AssertResource(IReadOnlyDictionary<string, string> resource)
    {
        Assert.Equal("Shop.Orders", resource["service.name"]);
        Assert.Equal("shipping", resource["team"]);
        Assert.Equal("test", resource["deployment.environment.name"]);
        Assert.Equal("opentelemetry", resource["telemetry.sdk.name"]);
        Assert.NotEmpty(resource["service.version"]);
        Assert.NotEmpty(resource["service.instance.id"]);
    }

    /// <returns>The span of the order's shipping, which is a trace of its own.</returns>
    private static async Task<JsonElement> AssertSpansAsync(OtlpReceiver receiver, CancellationToken cancellationToken)
    {
        var spans = (await receiver.WaitForAsync("traces", all => Spans(all).Count() >= 2, cancellationToken)).Records("scopeSpans", "spans").ToList();

        var server = Assert.Single(spans, span => span.Scope == "Microsoft.AspNetCore").Record;
        Assert.Equal(CallerTrace, OtlpRequests.Id(server, "traceId"));
        Assert.Equal(CallerSpan, OtlpRequests.Id(server, "parentSpanId"));
        Assert.Equal("SPAN_KIND_SERVER", server.GetProperty("kind").GetString());
        Assert.Equal("POST /orders", server.GetProperty("name").GetString());
        var attributes = OtlpRequests.Attributes(server);
        Assert.Equal(("POST", "/orders", "/orders", "201"), (
            attributes["http.request.method"], attributes["url.path"], attributes["http.route"], attributes["http.response.status_code"]));

        var shipping = Assert.Single(spans, span => span.Scope == "Shop.Orders").Record;
        Assert.Equal("ship order", shipping.GetProperty("name").GetString());
        Assert.Equal("1", OtlpRequests.Attributes(shipping)["shop.order.id"]);
        return shipping;
    }

    private static async Task AssertLogsAsync(OtlpReceiver receiver, JsonElement shipping, CancellationToken cancellationToken)
    {
        var requests = await receiver.WaitForAsync(
            "logs", all => Logs(all).Any(log => log.Scope == "Shop.Orders.OrderShipping") && Logs(all).Any(IsEndOfRequest), cancellationToken);

        var shipped = Assert.Single(Logs(requests), log => log.Scope == "Shop.Orders.OrderShipping").Record;
        Assert.Equal("Order 1 is shipped.", shipped.GetProperty("body").GetProperty("stringValue").GetString());
        Assert.Equal("SEVERITY_NUMBER_DEBUG", shipped.GetProperty("severityNumber").GetString());
        Assert.Equal(OtlpRequests.Id(shipping, "traceId"), OtlpRequests.Id(shipped, "traceId"));
        Assert.Equal(OtlpRequests.Id(shipping, "spanId"), OtlpRequests.Id(shipped, "spanId"));
        var parameters = OtlpRequests.Attributes(shipped);
        Assert.Equal("1", parameters["OrderId"]);

        // The path comes from the scope that ASP.NET Core opens around a request.
        var ended = Logs(requests).First(IsEndOfRequest).Record;
        Assert.Equal(CallerTrace, OtlpRequests.Id(ended, "traceId"));
        Assert.Equal("/orders", OtlpRequests.Attributes(ended)["RequestPath"]);
    }

    private static async Task AssertMetricsAsync(OtlpReceiver receiver, CancellationToken cancellationToken)
    {
        var requests = await receiver.WaitForAsync(
            "metrics", all => Latest(all, "http.server.request.duration") is not null && Latest(all, "shop.orders.shipping.delay") is not null, cancellationToken);

        var placed = Latest(requests, "shop.orders.placed")!.Value;
        Assert.Equal("{order}", placed.GetProperty("unit").GetString());
        Assert.True(placed.GetProperty("sum").GetProperty("isMonotonic").GetBoolean());
        Assert.Equal("AGGREGATION_TEMPORALITY_CUMULATIVE", placed.GetProperty("sum").GetProperty("aggregationTemporality").GetString());
        Assert.Equal("1", placed.GetProperty("sum").GetProperty("dataPoints")[0].GetProperty("asInt").GetString());

        var value = Latest(requests, "shop.orders.value")!.Value.GetProperty("histogram").GetProperty("dataPoints")[0];
        Assert.Equal(("1", 37.8), (value.GetProperty("count").GetString(), value.GetProperty("sum").GetDouble()));
        Assert.Equal(value.GetProperty("explicitBounds").GetArrayLength() + 1, value.GetProperty("bucketCounts").GetArrayLength());

        var exemplars = Latest(requests, "http.server.request.duration")!.Value.GetProperty("histogram").GetProperty("dataPoints").EnumerateArray()
            .SelectMany(point => point.TryGetProperty("exemplars", out var list) ? list.EnumerateArray().ToArray() : []);
        Assert.Contains(exemplars, exemplar => OtlpRequests.Id(exemplar, "traceId") == CallerTrace);
    }

    private static IEnumerable<(string Scope, JsonElement Record)> Spans(OtlpRequests requests) => requests.Records("scopeSpans", "spans");

    private static IEnumerable<(string Scope, JsonElement Record)> Logs(OtlpRequests requests) => requests.Records("scopeLogs", "logRecords");

    private static bool IsEndOfRequest((string Scope, JsonElement Record) log) =>
        log.Scope == "Microsoft.AspNetCore.Hosting.Diagnostics" && log.Record.GetProperty("body").GetProperty("stringValue").GetString()!.StartsWith("Request finished", StringComparison.Ordinal);

    private static JsonElement? Latest(OtlpRequests requests, string metric) =>
        requests.Records("scopeMetrics", "metrics").Select(found => found.Record).Where(found => found.GetProperty("name").GetString() == metric).Cast<JsonElement?>().LastOrDefault();
}
