using System.Net.Http.Json;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Otlp;

public sealed class VictoriaMetricsTests
{
    private const int Orders = 3;

    [Fact]
    public async Task A_metrics_database_takes_what_the_service_exports()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await VictoriaMetrics.StartAsync(cancellationToken);
        await using var orders = ShopService.Start(
            "Shop.Orders",
            ServiceAddress.Free(),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", database.MetricsEndpoint),
            KeyValuePair.Create("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf"),
            KeyValuePair.Create("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        await orders.WaitUntilReadyAsync(cancellationToken);
        using var customer = new HttpClient { BaseAddress = orders.Address.Application };
        for (var i = 0; i < Orders; i++)
        {
            using var answer = await customer.PostAsJsonAsync("/orders", new { ProductId = 1, Quantity = 2, UnitPrice = 18.90m }, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await database.AssertAsync("shop_orders_placed_total{service_name=\"Shop.Orders\"}", "3", cancellationToken);
        await database.AssertAsync("round(shop_orders_value_sum, 0.01)", "113.4", cancellationToken);
        await database.AssertAsync("shop_orders_value_bucket{le=\"25\"}", "0", cancellationToken);
        await database.AssertAsync("shop_orders_value_bucket{le=\"50\"}", "3", cancellationToken);
        await database.AssertAsync("shop_orders_shipping_delay_seconds_count", "3", cancellationToken);
        await database.AssertAsync("http_server_request_duration_seconds_count{http_route=\"/orders\",http_response_status_code=\"201\"}", "3", cancellationToken);
    }
}
