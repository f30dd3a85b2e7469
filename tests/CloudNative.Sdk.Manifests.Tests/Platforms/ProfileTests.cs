using System.Text.Json.Nodes;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Platforms;

public sealed class ProfileTests
{
    private const string Whole = """
        registry: registry.company.example:5000/shop
        sizes:
          tiny: {requests: {cpu: 50m, memory: 64Mi}}
          big: {requests: {cpu: "1", memory: 1Gi}, limits: {cpu: "4"}}
        priorityClass: business
        labelPrefix: company.example
        exposure: {kind: ingress, tls: false, ingressClass: edge, gatewayNamespace: edge}
        monitoringNamespace: observability
        operator: true
        secretStore: vault
        images: {consul: "mirror.example/consul:1.20", prometheus: "mirror.example/prometheus:v3.5.0"}
        marathonContainer: DOCKER
        """;

    private static readonly Fact Placed = new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long");

    [Fact]
    public void What_a_platform_says_is_what_its_services_get()
    {
        var input = With(TestInput.Web(Placed).WithBuild(build => build with { ContainerRegistry = "" }).WithService("team: a\nexposure: {host: a.example.org}"), Whole);
        var set = input.Render();

        Assert.Equal("registry.company.example:5000/shop/shop-checkout:1.4.2", set.Container["image"]!.GetValue<string>());
        Assert.Equal("64Mi", set.Container["resources"]!["limits"]!["memory"]!.GetValue<string>());
        Assert.Equal("business", set.Pod["priorityClassName"]!.GetValue<string>());
        Assert.Equal("a", set.Labels["company.example/owner"]);
        Assert.Equal("edge", set.One("Ingress")["spec"]!["ingressClassName"]!.GetValue<string>());
        Assert.Contains("\"observability\"", set.One("NetworkPolicy").ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"edge\"", set.One("NetworkPolicy").ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("ops", set.One("PodMonitor")["spec"]!["podMetricsEndpoints"]![0]!["port"]!.GetValue<string>());
        Assert.Equal("checkout".Length, set.One("PrometheusRule")["spec"]!["groups"]![0]!["name"]!.GetValue<string>().Length - "shop-".Length);
        var files = ManifestGenerator.Generate(input).Files;
        Assert.Contains("mirror.example/consul:1.20", files.Single(file => file.Path == "compose/compose.yaml").Content, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"DOCKER\"", files.Single(file => file.Path == "marathon/prod.json").Content, StringComparison.Ordinal);
        Assert.All(KubernetesSchema.Supported, schema => Assert.Equal([], set.Objects.SelectMany(schema.Problems)));
    }

    [Fact]
    public void The_dashboard_is_in_a_ConfigMap_that_Grafana_finds()
    {
        var files = ManifestGenerator.Generate(With(TestInput.Web(Placed), "operator: true")).Files;
        var map = Yaml11.Parse(files.Single(file => file.Path == "kubernetes/base/dashboard.yaml").Content)!;

        Assert.Equal("1", map["metadata"]!["labels"]!["grafana_dashboard"]!.GetValue<string>());
        Assert.Equal(files.Single(file => file.Path == "grafana/shop-checkout.json").Content, map["data"]!["shop-checkout.json"]!.GetValue<string>());
    }

    [Fact]
    public void A_service_says_more_than_its_platform()
    {
        var set = With(TestInput.Web().WithService("profile: big\nresources: {requests: {memory: 384Mi}}\nexposure: {kind: route, host: a.example.org, tls: true}"), Whole).Render();

        Assert.Equal(("registry.example.org/shop-checkout:1.4.2", "1", "4", "384Mi"), (
            set.Container["image"]!.GetValue<string>(), Text(set, "requests", "cpu"), Text(set, "limits", "cpu"), Text(set, "limits", "memory")));
        Assert.NotNull(set.Find("HTTPRoute"));
    }

    [Theory]
    [InlineData("small", "100m", "256Mi")]
    [InlineData("medium", "250m", "512Mi")]
    [InlineData("large", "1", "2Gi")]
    public void Without_a_platform_there_are_three_sizes(string size, string cpu, string memory)
    {
        var set = TestInput.Web().WithService($"profile: {size}").Render();

        Assert.Equal((cpu, memory), (Text(set, "requests", "cpu"), Text(set, "limits", "memory")));
    }

    [Theory]
    [InlineData("registry: https://a", "platform.yaml(2,11): error CNS7003: registry must be a registry, as registry.example.org:5000/team, without scheme, but was 'https://a'")]
    [InlineData("images: {consul: consul}", "platform.yaml(2,18): error CNS7003: images.consul must be an image with a tag other than 'latest', but was 'consul'")]
    [InlineData("sizes: {Big: {}}", "platform.yaml(2,9): error CNS7003: the name of a size must be 1 to 63 lower-case letters, digits and '-', beginning and ending with a letter or digit, but was 'Big'")]
    [InlineData("sizes: {big: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}}", "platform.yaml(2,57): error CNS7003: sizes.big.limits.memory must be at least the request, 2Gi, but was '1Gi'")]
    [InlineData("operators: true", "platform.yaml(2,1): error CNS7004: unknown field 'operators'; did you mean 'operator'?")]
    public void A_mistake_in_a_profile_is_reported_there(string yaml, string problem) => Assert.Equal([problem], With(TestInput.Web(), yaml).Problems());

    [Fact]
    public void A_platform_may_require_digests()
    {
        var input = With(TestInput.Web(), "requireDigest: true");

        Assert.Equal(2, input.Problems().Count(problem => problem.Contains("error CNS7021", StringComparison.Ordinal)));
        Assert.Equal([], input.WithBuild(build => build with { ContainerDigest = TestInput.Digest }).Problems());
    }

    [Fact]
    public void Values_of_the_platform_are_explained()
    {
        var explained = JsonNode.Parse(ManifestGenerator.Generate(With(TestInput.Web(), Whole)).Files.Single(file => file.Path == "explain.json").Content)!["prod"]!.AsArray();

        Assert.Equal(("business", "profile", "platform.yaml(6,16)"), Entry("priorityClass"));
        Assert.Equal(("50m", "profile", "platform.yaml(4,26)"), Entry("resources.requests.cpu"));

        (string, string, string?) Entry(string field)
        {
            var entry = explained.Single(entry => entry!["field"]!.GetValue<string>() == field)!;
            return (entry["value"]!.GetValue<string>(), entry["source"]!.GetValue<string>(), entry["from"]?.GetValue<string>());
        }
    }

    private static ManifestInput With(ManifestInput input, string profile) => input with { Profile = new SourceText("platform.yaml", "apiVersion: cloudnative/profile/v1\n" + profile) };

    private static string Text(ManifestSet set, string end, string name) => set.Container["resources"]![end]![name]!.GetValue<string>();
}
