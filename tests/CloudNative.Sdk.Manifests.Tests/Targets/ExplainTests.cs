using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Manifests.Tests.Targets;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("name", "checkout", "service.yaml", "service.yaml(2,7)")]
    [InlineData("version", "1.4.2", "property", "Shop.Checkout.csproj")]
    [InlineData("scale.min", "5", "overlay", "service.prod.yaml(1,12)")]
    [InlineData("scale.max", "9", "service.yaml", "service.yaml(3,16)")]
    [InlineData("scale.cpu", "70", "default", null)]
    [InlineData("ports.http", "5000", "fact", "Program.cs(6,5)")]
    [InlineData("ports.ops", "9090", "settings", "appsettings.json")]
    [InlineData("shutdown.drain", "5s", "default", null)]
    [InlineData("shutdown.timeout", "45s", "service.yaml", "service.yaml(5,21)")]
    [InlineData("resources.limits.cpu", "1", "default", null)]
    [InlineData("config.A", "b", "service.yaml", "service.yaml(4,10)")]
    [InlineData("config.HOME", "/tmp", "default", null)]
    [InlineData("secrets.Db:Key", "db/k", "service.yaml", "service.yaml(6,11)")]
    public void Every_value_has_its_source_and_its_place(string field, string value, string source, string? from)
    {
        var input = TestInput.Web(TestInput.Port("5000"))
            .WithSettings("""{ "CloudNative": { "Ops": { "Port": 9090 } } }""")
            .WithService("name: checkout\nscale: {max:   9}\nconfig: {A: b}\nshutdown: {timeout: 45s}\nsecrets: {Db:Key: {secret: db, key: k}}")
            .WithOverlay("prod", "instances: 5");

        var entry = JsonNode.Parse(ManifestGenerator.Generate(input).Files.Single(file => file.Path == "explain.json").Content)!["prod"]!.AsArray().Single(entry => entry!["field"]!.GetValue<string>() == field)!;

        Assert.Equal((value, source, from), (entry["value"]!.GetValue<string>(), entry["source"]!.GetValue<string>(), entry["from"]?.GetValue<string>()));
    }
}
