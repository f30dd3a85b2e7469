using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class InstrumentNameRuleTests
{
    private const string Id = "CNS3001";

    private static string Source(string statement) => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using Prometheus;

        class Shop
        {
            private const string Prefix = "Shop";

            void M(Meter meter, Counter<int> sold, Histogram<double> took, string name, Activity activity)
            {
                {{statement}}
            }

            object Make(Meter meter, string name) => meter.CreateCounter<int>(name);
        }
        """;

    [Theory]
    [InlineData("meter.CreateCounter<int>([|\"Shop.Orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shopOrders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop-orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop..orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"1shop\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop.orders_\"|]);")]
    [InlineData("meter.CreateCounter<int>([|Prefix + \".orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|$\"{Prefix}.orders\"|]);")]
    [InlineData("meter.CreateCounter<int>(unit: \"x\", name: [|nameof(Shop)|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop.orders.total\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop_orders_total\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop.total.orders\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"http.requests.total\"|]);")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.checkout.duration_ms\"|]);")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.checkout.duration.seconds\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop.sent_bytes\"|], \"By\");")]
    [InlineData("meter.CreateCounter<int>([|\"shop.bytes.sent\"|], \"By\");")]
    [InlineData("meter.CreateGauge<int>([|\"shop.load_percent\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"shop.order_counter\"|]);")]
    [InlineData("meter.CreateObservableGauge<int>([|\"shop.depth.gauge\"|], () => 1);")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.checkout.histogram\"|]);")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.checkout.time\"|], \"s\");")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.checkout.latency\"|], \"ms\");")]
    [InlineData("meter.CreateHistogram<double>([|\"shop.response_time\"|]);")]
    [InlineData("meter.CreateCounter<int>([|\"otel.shop.orders\"|]);")]
    [InlineData("sold.Add(1, new KeyValuePair<string, object?>([|\"orderType\"|], name));")]
    [InlineData("sold.Add(1, new(\"country\", name), new([|\"Order-Type\"|], name));")]
    [InlineData("took.Record(1, KeyValuePair.Create<string, object?>([|\"Result\"|], name));")]
    [InlineData("sold.Add(1, new TagList { { [|\"orderType\"|], name }, { \"country\", name } });")]
    [InlineData("var tags = new TagList(); tags.Add([|\"orderType\"|], name); sold.Add(1, tags);")]
    [InlineData("sold.Add(1, [new([|\"orderType\"|], name), new(\"a\", 1), new(\"b\", 1), new(\"c\", 1)]);")]
    public Task A_name_that_OpenTelemetry_would_not_give_is_reported(string statement) => RuleRun.ReportsMarked(Id, Source(statement));

    [Theory]
    [InlineData("meter.CreateCounter<int>(\"shop.orders\");")]
    [InlineData("meter.CreateCounter<int>(\"shop_orders\");")]
    [InlineData("meter.CreateCounter<int>(\"orders2.v3\");")]
    [InlineData("meter.CreateCounter<int>(name);")]
    [InlineData("meter.CreateCounter<int>(\"\");")]
    [InlineData("meter.CreateCounter<int>(Environment.MachineName + \".Orders\");")]
    [InlineData("Make(meter, \"shop.orders\");")]
    [InlineData("meter.CreateHistogram<double>(\"http.server.request.duration\", \"s\");")]
    [InlineData("meter.CreateHistogram<double>(\"db.client.connection.wait_time\", \"s\");")]
    [InlineData("meter.CreateHistogram<double>(\"http.client.request.time\", \"s\");")]
    [InlineData("meter.CreateCounter<int>(\"dotnet.gc.heap.total_allocated\");")]
    [InlineData("meter.CreateCounter<double>(\"process.cpu.time\", \"s\");")]
    [InlineData("meter.CreateCounter<double>(\"shop.busy.time\", \"s\");")]
    [InlineData("meter.CreateHistogram<double>(\"shop.order.value\", \"{euro}\");")]
    [InlineData("meter.CreateHistogram<double>(\"shop.checkout.duration\", \"s\");")]
    [InlineData("meter.CreateHistogram<double>(\"faas.invoke_duration\", \"s\");")]
    [InlineData("meter.CreateGauge<int>(\"shop.counters\");")]
    [InlineData("meter.CreateGauge<int>(\"shop.memory.utilization\");")]
    [InlineData("meter.CreateCounter<int>(\"shop.total_price.changes\");")]
    [InlineData("sold.Add(1, new KeyValuePair<string, object?>(\"order.type\", name), new(name, 1));")]
    [InlineData("sold.Add(1); new List<KeyValuePair<string, object?>>().Add(new(\"Order-Type\", 1));")]
    [InlineData("activity.SetTag(\"orderType\", name);")]
    [InlineData("Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"country\");")]
    [InlineData("Metrics.CreateCounter(\"shop_busy_seconds_total\", \"Orders.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", \"Depth.\");")]
    [InlineData("Metrics.CreateHistogram(\"shop_duration_seconds\", \"Duration.\", \"le\");")]
    [InlineData("Metrics.CreateCounter(name, \"Orders.\");")]
    [InlineData("Metrics.CreateCounter(\"shop_orders_total\", name);")]
    [InlineData("Metrics.CreateCounter(\"counter_resets_total\", \"Resets.\");")]
    public Task A_name_of_its_convention_or_an_unknown_one_is_silent(string statement) => RuleRun.IsSilent(Id, Source(statement));

    [Theory]
    [InlineData("Metrics.CreateCounter([|\"shop_orders\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_depth_total\"|], \"Depth.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_depth_count\"|], \"Depth.\");")]
    [InlineData("Metrics.CreateCounter([|\"shop_orders_count\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateCounter([|\"shopOrders_total\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateCounter([|\"shop.orders.total\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateCounter([|\"shop:orders_total\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateCounter([|\"shop_counter_total\"|], \"Orders.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_duration_histogram\"|], \"Duration.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_duration_milliseconds\"|], \"Duration.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_duration_ms\"|], \"Duration.\");")]
    [InlineData("Metrics.CreateHistogram([|\"shop_duration_s\"|], \"Duration.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_load_percent\"|], \"Load.\");")]
    [InlineData("Metrics.CreateGauge([|\"shop_memory_megabytes\"|], \"Memory.\");")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", [|\"\"|]);")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", \"Depth.\", [|\"queueName\"|], \"country\");")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", \"Depth.\", new[] { [|\"le\"|] });")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", \"Depth.\", [|\"quantile\"|]);")]
    public async Task A_name_that_Prometheus_would_not_give_is_reported_with_and_without_the_package(string statement)
    {
        await RuleRun.ReportsMarked(Id, Source(statement));
        await RuleRun.ReportsMarked(Id, Scenario.Of(Source(statement)).Broken().Without("ThirdParty"));
    }

    [Theory]
    [InlineData("meter.CreateCounter<int>(\"Shop.OrdersTotal\");", "Instrument 'Shop.OrdersTotal' is not made of lower-case words joined by '.' or '_'. Name it 'shop.orders', as OpenTelemetry has it.")]
    [InlineData("meter.CreateHistogram<double>(\"HTTPRequestLatencyMs\");", "Instrument 'HTTPRequestLatencyMs' is not made of lower-case words joined by '.' or '_'. Name it 'http_request_latency', as OpenTelemetry has it.")]
    [InlineData("meter.CreateHistogram<double>(\"shop.checkout.response_time\", \"s\");", "Instrument 'shop.checkout.response_time' is a histogram of durations. Name it 'shop.checkout.duration', as OpenTelemetry has it.")]
    [InlineData("Metrics.CreateCounter(\"shopOrders\", \"Orders.\");", "Metric 'shopOrders' is not made of lower-case words joined by '_'. Name it 'shop_orders_total', as Prometheus has it.")]
    [InlineData("Metrics.CreateHistogram(\"shop_wait_milliseconds\", \"Wait.\");", "Metric 'shop_wait_milliseconds' is in milliseconds, where Prometheus wants seconds. Rename it, as Prometheus has it.")]
    [InlineData("Metrics.CreateGauge(\"shop_depth\", null!);", "Metric 'shop_depth' has no help text. State what it counts and what it leaves out, for whoever reads it at night.")]
    public async Task The_message_names_the_fault_and_a_better_name(string statement, string message) => Assert.Equal(message, await RuleRun.Message(Id, Source(statement)));

    [Theory]
    [InlineData("Shop.Orders")]
    [InlineData("other, Shop.*")]
    public Task A_name_that_is_allowed_is_silent(string allowed) =>
        RuleRun.IsSilent(Id, Scenario.Of(Source("meter.CreateCounter<int>(\"Shop.Orders\");")).Option("cns_3001_allow", allowed));

    [Fact]
    public Task Other_names_than_the_allowed_ones_are_reported() =>
        RuleRun.ReportsMarked(Id, Scenario.Of(Source("meter.CreateCounter<int>([|\"Shop.Orders\"|]);")).Option("cns_3001_allow", "Shop.Order, shop.*"));

    [Fact]
    public Task Top_level_statements_records_and_partial_classes_are_judged() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; var meter = new Meter(\"Shop\"); var a = meter.CreateCounter<int>([|\"A\"|]); var app = WebApplication.Create(); app.MapGet(\"/\", () => a.Add(1, new KeyValuePair<string, object?>([|\"B\"|], 1)));",
        "using System.Diagnostics.Metrics; partial class P(Meter m) { readonly object _a = m.CreateCounter<int>([|\"C\"|]); } record R(Meter M) { object A => M.CreateGauge<int>([|\"D\"|]); }");

    [Theory]
    [InlineData("meter.CreateCounter<int>(")]
    [InlineData("meter.CreateCounter<Missing>(\"Shop.Orders\");")]
    [InlineData("missing.CreateCounter(\"Shop.Orders\"); Other.CreateCounter(\"Shop.Orders\", \"\"); Metrics.CreateCounter(")]
    [InlineData("sold.Add(1, new KeyValuePair<string, object?>(missing, 1), new(\"")]
    public Task Broken_code_is_silent(string statement) => RuleRun.IsSilent(Id, Scenario.Of(Source(statement)).Broken().Without("ThirdParty"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("meter.CreateCounter<int>(\"Shop\");"));
}
