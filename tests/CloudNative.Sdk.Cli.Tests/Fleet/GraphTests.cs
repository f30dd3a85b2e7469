using System.Xml.Linq;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Cli.Tests.Fleet;

public sealed class GraphTests : TestFolder
{
    [Fact]
    public async Task Services_call_each_other_and_the_world()
    {
        Publish("storefront", calls: ["catalog", "orders"], hosts: ["https://rates.example.org/v1/"]);
        Publish("catalog");
        Publish("orders", calls: ["payments"]);

        var run = await ToolRun.Ends(0, "graph", PathOf("fleet"));

        Assert.Equal(
            """
            flowchart LR
              n1["catalog 1.4.2"]
              n2["orders 1.4.2"]
              n3["storefront 1.4.2"]
              n4(["payments"])
              n5(["rates.example.org"])
              n2 --> n4
              n3 --> n1
              n3 --> n2
              n3 --> n5

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_call_that_the_callee_does_not_let_in_is_an_error()
    {
        Publish("storefront", calls: ["catalog"]);
        Publish("catalog", more: "callers: [orders]\n");

        var run = await ToolRun.Ends(1, "graph", PathOf("fleet"));

        Assert.Contains(
            "error CNS7085: 'storefront' calls 'catalog' in prod, but the NetworkPolicy of 'catalog' does not let the call come in; add 'storefront' to 'callers' in service.yaml of 'catalog'", run.Error, StringComparison.Ordinal);
        Assert.Contains("n2 -. not allowed .-> n1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_no_policy_is_about_is_a_warning()
    {
        Publish("storefront", calls: ["catalog"]);
        Publish("catalog");
        Replace("catalog", "prod.yaml", "kind: NetworkPolicy", "kind: SomethingElse");

        var run = await ToolRun.Ends(1, "graph", PathOf("fleet"), "--json");

        Assert.Equal("CNS7086", (string?)run.Json["findings"]![0]!["id"]);
        Assert.Contains("no NetworkPolicy of the type Ingress of 'catalog' says so", (string?)run.Json["findings"]![0]!["message"], StringComparison.Ordinal);
        Assert.True((bool)run.Json["calls"]![0]!["allowed"]!);
    }

    [Fact]
    public async Task A_port_and_a_route_belong_to_one_service()
    {
        const string Taken = "marathon: {servicePort: 10101}\nexposure: {kind: route, host: shop.example.org, path: /buy}\n";
        Publish("catalog", more: Taken);
        Publish("orders", more: Taken);

        var run = await ToolRun.Ends(1, "graph", PathOf("fleet"));

        Assert.Contains("error CNS7087: service port 10101 of 'orders' belongs to 'catalog' in prod already", run.Error, StringComparison.Ordinal);
        Assert.Contains("error CNS7087: route shop.example.org/buy of 'orders' belongs to 'catalog' in prod already", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_belongs_to_one_service()
    {
        Publish("catalog");
        Publish("catalog", folder: "other");

        var run = await ToolRun.Ends(1, "graph", PathOf("fleet"));

        Assert.Contains("error CNS7088: the name 'catalog' belongs to the service in '", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_image_shows_every_service_and_every_call_also_in_a_circle()
    {
        Publish("catalog", calls: ["orders"]);
        Publish("orders", calls: ["catalog", "storefront"]);
        Publish("storefront", calls: ["orders"]);

        await ToolRun.Ends(0, "graph", PathOf("fleet"), "--svg", PathOf("fleet.svg"));

        var svg = XDocument.Load(PathOf("fleet.svg"));
        var space = svg.Root!.Name.Namespace;
        Assert.Equal(["catalog 1.4.2", "orders 1.4.2", "storefront 1.4.2"], svg.Descendants(space + "g").Select(box => box.Element(space + "title")!.Value));
        Assert.Equal(
            ["catalog calls orders", "orders calls catalog", "orders calls storefront", "storefront calls orders"],
            svg.Descendants(space + "path").Select(call => call.Element(space + "title")?.Value).OfType<string>());
        Assert.Equal(3, svg.Descendants(space + "rect").Select(box => ((string?)box.Attribute("x"), (string?)box.Attribute("y"))).Distinct().Count());
    }

    [Theory]
    [InlineData("no service has an environment 'prd'; did you mean 'prod'?", "--env", "prd")]
    public async Task What_is_not_there_is_wrong_use(string expected, params string[] arguments)
    {
        Publish("catalog");

        var run = await ToolRun.Ends(2, ["graph", PathOf("fleet"), .. arguments]);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private void Publish(string name, string[]? calls = null, string[]? hosts = null, string more = "", string? folder = null) =>
        new ScratchService(PathOf("fleet", folder ?? name))
            .Write("service.yaml", $"apiVersion: cloudnative/v1\nname: {name}\npartOf: shop\n{more}")
            .With((calls ?? []).Select(call => new Fact(FactKinds.HttpClient).With("name", call).With("address", $"https+http://{call}").With("service", call)))
            .With((hosts ?? []).Select(host => new Fact(FactKinds.HttpClient).With("name", host).With("address", host)))
            .Publish();

    private void Replace(string service, string file, string old, string replacement)
    {
        var path = PathOf("fleet", service, "publish", "deploy", "kubernetes", "rendered", file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, replacement, StringComparison.Ordinal));
    }
}
