using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Rollout;

public sealed class StrategyTests
{
    private const string BlueGreen = "scale: {min: 2, max: 4}\nstrategy: {kind: bluegreen, keepOld: 20m}";
    private const string Canary = "scale: {min: 4}\nstrategy: {kind: canary, steps: [{weight: 25, pause: 1m}, {weight: 75}]}";

    [Theory]
    [InlineData(BlueGreen, "prod.blue", "Deployment checkout-blue, HorizontalPodAutoscaler checkout-blue, Service checkout-blue")]
    [InlineData(BlueGreen, "prod.to-green", "Service checkout")]
    [InlineData(BlueGreen, "prod", "ServiceAccount checkout, ConfigMap checkout-config, PodDisruptionBudget checkout, NetworkPolicy checkout")]
    [InlineData(Canary, "prod.stable", "Deployment checkout-stable, Service checkout-stable")]
    [InlineData(Canary, "prod.canary", "Deployment checkout-canary, Service checkout-canary")]
    [InlineData(Canary, "prod", "ServiceAccount checkout, ConfigMap checkout-config, Service checkout, PodDisruptionBudget checkout, NetworkPolicy checkout")]
    [InlineData("strategy: {kind: bluegreen, controller: argo}", "prod", "ServiceAccount checkout, ConfigMap checkout-config, Rollout checkout, Service checkout, Service checkout-preview, PodDisruptionBudget checkout, NetworkPolicy checkout")]
    [InlineData("strategy: {kind: canary, controller: argo}", "prod", "ServiceAccount checkout, ConfigMap checkout-config, Rollout checkout, Service checkout, PodDisruptionBudget checkout, NetworkPolicy checkout")]
    public void A_strategy_has_its_files_and_each_is_valid(string yaml, string file, string objects)
    {
        var set = Web(yaml).Render(file);

        Assert.Equal(objects, string.Join(", ", set.Objects.Select(entry => $"{entry["kind"]} {NameOf(entry)}")));
        Assert.Equal([], KubernetesSchema.Supported.SelectMany(schema => set.Objects.SelectMany(schema.Problems)));
    }

    [Fact]
    public void A_colour_is_chosen_by_its_label_and_everything_else_by_the_name_alone()
    {
        var input = Web(BlueGreen);
        var blue = input.Render("prod.blue").Deployment;
        Assert.Equal("blue", (string?)blue["spec"]!["selector"]!["matchLabels"]!["cloudnative.sdk/colour"]);
        Assert.Equal("blue", (string?)blue["spec"]!["template"]!["metadata"]!["labels"]!["cloudnative.sdk/colour"]);
        Assert.Equal("green", (string?)input.Render("prod.to-green").One("Service")["spec"]!["selector"]!["cloudnative.sdk/colour"]);
        Assert.Equal(["app.kubernetes.io/name"], input.Render().One("PodDisruptionBudget")["spec"]!["selector"]!["matchLabels"]!.AsObject().Select(label => label.Key));
    }

    [Fact]
    public void A_service_is_told_its_colour_and_its_own_Deployment()
    {
        var files = Web(BlueGreen + "\nconfig: {CLOUDNATIVE_COLOUR: mauve}");
        var variables = files.Render("prod.blue").Deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        string? Value(string name) => (string?)variables.Single(variable => (string?)variable!["name"] == name)!["value"];

        Assert.Equal("blue", Value("CLOUDNATIVE_COLOUR"));
        Assert.Equal("checkout-blue", Value("DEPLOYMENT_NAME"));
        var app = ManifestGenerator.Generate(files).Files.Single(file => file.Path == "marathon/prod.green.json").Content;
        Assert.Equal("green", (string?)JsonNode.Parse(app)!["env"]!["CLOUDNATIVE_COLOUR"]);
    }

    [Fact]
    public void Argo_waits_with_the_old_colour_and_pauses_a_canary()
    {
        var blueGreen = Web("strategy: {kind: bluegreen, controller: argo, keepOld: 20m}").Render().One("Rollout")["spec"]!["strategy"]!;
        Assert.Equal("""{"blueGreen":{"activeService":"checkout","previewService":"checkout-preview","autoPromotionEnabled":true,"scaleDownDelaySeconds":1200}}""", blueGreen.ToJsonString());
        var canary = Web("strategy: {kind: canary, controller: argo, steps: [{weight: 25, pause: 90s}]}").Render().One("Rollout")["spec"]!["strategy"]!;
        Assert.Equal("""{"canary":{"maxUnavailable":0,"maxSurge":1,"steps":[{"setWeight":25},{"pause":{"duration":"90s"}}]}}""", canary.ToJsonString());
    }

    [Fact]
    public void Both_colours_of_Marathon_are_offered_at_one_port()
    {
        var files = ManifestGenerator.Generate(Web("""
            partOf: shop
            strategy: {kind: bluegreen}
            exposure: {kind: marathon-lb, host: shop.example.org}
            marathon: {servicePort: 10110, altPort: 10111}
            """)).Files;
        JsonNode App(string colour) => JsonNode.Parse(files.Single(file => file.Path == $"marathon/prod.{colour}.json").Content)!;

        Assert.Equal("/shop/prod/checkout-green", (string?)App("green")["id"]);
        Assert.Equal([10110, 10111], new[] { App("blue"), App("green") }.Select(app => (int)app["container"]!["portMappings"]![0]!["servicePort"]!));
        Assert.Equal(["10110", "10110"], new[] { App("blue"), App("green") }.Select(app => (string)app["labels"]!["HAPROXY_0_PORT"]!));
        Assert.Equal("green", (string?)App("green")["labels"]!["HAPROXY_DEPLOYMENT_COLOUR"]);
        Assert.Equal([], new[] { App("blue"), App("green") }.SelectMany(StandardSchema.Marathon.Problems));
    }

    [Theory]
    [InlineData(BlueGreen)]
    [InlineData(Canary)]
    [InlineData("scale: {min: 3, max: 5}\nnamespace: shop")]
    public void The_record_says_what_a_plan_needs(string yaml)
    {
        using var record = JsonDocument.Parse(ManifestGenerator.Generate(Web("partOf: shop\n" + yaml).WithBuild(build => build with { ContainerDigest = TestInput.Digest })).Files
            .Single(file => file.Path == ReleaseRecord.FileName).Content);
        var goal = RolloutRecord.Read(record.RootElement, "prod");

        Assert.Equal(("checkout", "prod", "/shop/prod/checkout", "1.4.2", TestInput.Digest), (goal.Service, goal.Environment, goal.MarathonId, goal.Version, goal.Digest));
        Assert.Equal(yaml.Contains("bluegreen", StringComparison.Ordinal) ? TimeSpan.FromMinutes(20) : StrategySetting.UsualKeep, goal.Strategy.KeepOld);
        Assert.Equal(yaml.Contains("canary", StringComparison.Ordinal) ? [new CanaryStep(25, TimeSpan.FromMinutes(1)), new CanaryStep(75, TimeSpan.Zero)] : new StrategySetting().Steps, goal.Strategy.Steps);
        Assert.Equal(yaml.Contains("namespace", StringComparison.Ordinal) ? "shop" : null, goal.Namespace);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(
            [
                "service.yaml(3,18): error CNS7003: strategy.kind must be one of rolling, bluegreen, canary, but was 'blue'",
                "service.yaml(3,31): error CNS7003: strategy.steps must be left out unless kind is canary, but was a list",
            ],
            Web("strategy: {kind: blue, steps: [{weight: 5}]}").Problems().Distinct());

    private static ManifestInput Web(string yaml) => TestInput.Web().WithService("name: checkout\n" + yaml);

    private static string NameOf(JsonNode entry)
    {
        var name = (string)entry["metadata"]!["name"]!;
        return name.Contains("-config-", StringComparison.Ordinal) ? name[..name.LastIndexOf('-')] : name;
    }
}
