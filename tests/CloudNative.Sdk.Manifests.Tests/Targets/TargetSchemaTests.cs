using System.Text.Json.Nodes;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Targets;

public sealed class TargetSchemaTests
{
    private static readonly Dictionary<string, ManifestInput> Services = new()
    {
        ["plain"] = TestInput.Web(),
        ["worker"] = TestInput.Worker(),
        ["nothing"] = TestInput.From([TestInput.WorkerProgram]),
        ["full"] = TestInput.Web(
                new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long").With("unit", "{order}").WithEach("tag", ["channel"]),
                new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.order.duration").With("kind", "Histogram").With("type", "double").With("unit", "s").With("description", "Time from cart to order."),
                new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.queue.length").With("kind", "ObservableGauge").With("type", "long"))
            .WithService("""
                name: checkout
                partOf: shop
                team: team-checkout
                scale: {min: 2, max: 9}
                exposure: {kind: marathon-lb, host: "shop.${runtime.env}.example.org", path: /checkout}
                marathon: {servicePort: 10110, altPort: 10111}
                slos: {availability: {objective: 99.9}, latency: {objective: 99, threshold: 250ms}}
                dependencies: {orders-db: {kind: postgres, host: db.example.org}}
                config: {Price: "5 $ and ${runtime.env}"}
                secrets: {ConnectionStrings:Orders: {secret: checkout-db, key: connection-string}}
                """),
    };

    public static TheoryData<string> Names => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_file_is_what_its_system_accepts(string name)
    {
        var files = ManifestGenerator.Generate(Services[name]).Files;

        Assert.Equal([], Problems(files, "compose/compose", StandardSchema.Compose, text => Yaml11.Parse(text)));
        Assert.Equal([], Problems(files, "marathon/", StandardSchema.Marathon, text => JsonNode.Parse(text)));
        Assert.Equal([], Problems(files, "grafana/", StandardSchema.Grafana, text => JsonNode.Parse(text)));
        Assert.Equal(4, files.Count(file => file.Path.StartsWith("compose/compose", StringComparison.Ordinal)));
        Assert.Equal(4, files.Count(file => file.Path.StartsWith("marathon/", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_schema_finds_what_is_wrong()
    {
        Assert.NotEmpty(StandardSchema.Compose.Problems(JsonNode.Parse("""{"services": {"a": {"imagee": "x"}}}""")));
        Assert.NotEmpty(StandardSchema.Marathon.Problems(JsonNode.Parse("""{"id": "/a", "instances": "3"}""")));
        Assert.NotEmpty(StandardSchema.Grafana.Problems(JsonNode.Parse("""{"panels": 3}""")));
    }

    [Fact]
    public void Only_the_named_targets_are_written() =>
        Assert.Equal(
            ["consul", "marathon"],
            ManifestGenerator.Generate(TestInput.Web().WithService("targets: [marathon, consul]")).Files.Select(file => file.Path.Split('/')[0]).Where(folder => !folder.Contains('.', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Marathon_knows_the_ports_of_both_colours_and_no_address_of_a_cluster()
    {
        var app = JsonNode.Parse(ManifestGenerator.Generate(Services["full"]).Files.Single(file => file.Path == "marathon/prod.json").Content)!;

        Assert.Equal(10110, app["container"]!["portMappings"]![0]!["servicePort"]!.GetValue<int>());
        Assert.Equal(("10111", "shop.prod.example.org", "/checkout"), (Label(app, "HAPROXY_DEPLOYMENT_ALT_PORT"), Label(app, "HAPROXY_0_VHOST"), Label(app, "HAPROXY_0_PATH")));
        Assert.DoesNotContain(app["env"]!.AsObject(), variable => variable.Key.StartsWith("Services__", StringComparison.Ordinal));
        Assert.Equal("/shop/checkout-db/connection-string", app["secrets"]!["connectionstrings-orders"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public void Compose_asks_for_secrets_and_does_not_take_a_dollar_for_a_variable()
    {
        var files = ManifestGenerator.Generate(Services["full"]).Files;
        var service = Yaml11.Parse(files.Single(file => file.Path == "compose/compose.yaml").Content)!["services"]!["checkout"]!;

        Assert.Equal("5 $$ and dev", service["environment"]!["Price"]!.GetValue<string>());
        Assert.Equal("${CHECKOUT_CONNECTIONSTRINGS__ORDERS:?connection-string of the secret checkout-db}", service["environment"]!["ConnectionStrings__Orders"]!.GetValue<string>());
        Assert.Contains("\nCHECKOUT_CONNECTIONSTRINGS__ORDERS=\n", files.Single(file => file.Path == "compose/.env.example").Content, StringComparison.Ordinal);
        Assert.Equal("http://catalog:8080", service["environment"]!["Services__catalog__http__0"]!.GetValue<string>());
    }

    [Fact]
    public void The_dashboard_has_a_panel_for_each_instrument_of_the_code()
    {
        var panels = JsonNode.Parse(ManifestGenerator.Generate(Services["full"]).Files.Single(file => file.Path == "grafana/checkout.json").Content)!["panels"]!.AsArray();
        var queries = panels.ToDictionary(panel => panel!["title"]!.GetValue<string>(), panel => (panel!["targets"]![0]!["expr"]!.GetValue<string>(), panel["fieldConfig"]!["defaults"]!["unit"]!.GetValue<string>()));

        Assert.Equal(("sum by (channel) (rate(shop_orders_placed_total{job=\"checkout\"}[$__rate_interval]))", "cps"), queries["shop.orders.placed"]);
        Assert.Equal(("histogram_quantile(0.5, sum by (le) (rate(shop_order_duration_seconds_bucket{job=\"checkout\"}[$__rate_interval])))", "s"), queries["shop.order.duration"]);
        Assert.Equal(("sum (shop_queue_length{job=\"checkout\"})", "short"), queries["shop.queue.length"]);
        Assert.Equal(panels.Count, panels.Select(panel => panel!["gridPos"]!.ToJsonString()).Distinct().Count());
    }

    private static string Label(JsonNode app, string name) => app["labels"]![name]!.GetValue<string>();

    private static IEnumerable<string> Problems(IReadOnlyList<ManifestFile> files, string prefix, StandardSchema schema, Func<string, JsonNode?> parse) =>
        files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(file => schema.Problems(parse(file.Content)).Select(problem => $"{file.Path}{problem}"));
}
