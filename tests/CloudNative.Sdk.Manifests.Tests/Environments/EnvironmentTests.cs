using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Environments;

public sealed class EnvironmentTests
{
    [Fact]
    public void Without_a_word_about_it_four_environments_are_rendered() =>
        Assert.Equal(
            ["dev.yaml", "prod.yaml", "stage.yaml", "test.yaml"],
            ManifestGenerator.Generate(TestInput.Web()).Files.Where(file => file.Path.StartsWith("kubernetes/rendered/", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Path)));

    [Theory]
    [InlineData("dev", 1, "Dev")]
    [InlineData("test", 1, "Test")]
    [InlineData("stage", 2, "Staging")]
    [InlineData("prod", 2, "Production")]
    public void Each_environment_has_its_defaults(string environment, int instances, string dotnetName)
    {
        var set = TestInput.Web().Render(environment);

        Assert.Equal(instances, set.Deployment["spec"]!["replicas"]!.GetValue<long>());
        Assert.Equal(instances > 1, set.Find("PodDisruptionBudget") is not null);
        Assert.Equal(dotnetName, set.Data["DOTNET_ENVIRONMENT"]);
    }

    [Fact]
    public void A_critical_service_has_three_instances_in_production()
    {
        var input = TestInput.Web().WithService("tier: 1");

        Assert.Equal(3, input.Render("prod").Deployment["spec"]!["replicas"]!.GetValue<long>());
        Assert.Equal(2, input.Render("stage").Deployment["spec"]!["replicas"]!.GetValue<long>());
    }

    [Fact]
    public void The_scale_of_a_service_is_for_the_environments_that_bear_load()
    {
        var input = TestInput.Web().WithService("scale: {min: 4, max: 9}").WithOverlay("test", "instances: 2\n");

        Assert.Equal(4, input.Render("prod").One("HorizontalPodAutoscaler")["spec"]!["minReplicas"]!.GetValue<long>());
        Assert.Null(input.Render("dev").Find("HorizontalPodAutoscaler"));
        Assert.Equal(1, input.Render("dev").Deployment["spec"]!["replicas"]!.GetValue<long>());
        Assert.Equal(2, input.Render("test").Deployment["spec"]!["replicas"]!.GetValue<long>());
    }

    [Fact]
    public void An_overlay_changes_adds_and_deletes()
    {
        var input = TestInput.Web()
            .WithService("""
                namespace: shop
                config: {Payments:Timeout: "00:00:05", Feature:A: on}
                callers: [frontend]
                dependencies: {payments: {kind: http}}
                """)
            .WithOverlay("prod", """
                namespace: shop-prod
                config: {Payments:Timeout: "00:00:02", Feature:A: null, Feature:B: "1.10"}
                +callers: [{namespace: batch}]
                dependencies: {payments: {namespace: money}}
                """);

        var (dev, prod) = (input.Render("dev"), input.Render("prod"));

        Assert.Equal(("00:00:05", "on", false), (dev.Data["Payments__Timeout"], dev.Data["Feature__A"], dev.Data.ContainsKey("Feature__B")));
        Assert.Equal(("00:00:02", false, "1.10"), (prod.Data["Payments__Timeout"], prod.Data.ContainsKey("Feature__A"), prod.Data["Feature__B"]));
        Assert.Equal("shop-prod", prod.Deployment["metadata"]!["namespace"]!.GetValue<string>());
        Assert.Equal("http://payments.money", prod.Data["Services__payments__http__0"]);
        Assert.Single(dev.One("NetworkPolicy")["spec"]!["ingress"]![0]!["from"]!.AsArray());
        Assert.Equal(2, prod.One("NetworkPolicy")["spec"]!["ingress"]![0]!["from"]!.AsArray().Count);
        Assert.Contains("\"kubernetes.io/metadata.name\":\"money\"", prod.One("NetworkPolicy")["spec"]!["egress"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_file_of_an_environment_counts_there_alone()
    {
        var input = TestInput.Web()
            .WithSettings("""{"CloudNative":{"Ops":{"Port":9000}}}""")
            .WithSettings("""{"CloudNative":{"Ops":{"Port":9001}}}""", "appsettings.Staging.json")
            .WithSettings("""{"CloudNative":{"Ops":{"Port":9002}}}""", "appsettings.Development.json");

        Assert.Equal([9000, 9000, 9001, 9000], ((string[])["dev", "test", "stage", "prod"]).Select(environment => OpsPort(input.Render(environment))));
    }

    [Theory]
    [InlineData("name: other", "service.prod.yaml(1,1): error CNS7004: the field 'name' is the same in every environment; state it in service.yaml")]
    [InlineData("instances: 2\nscale: {min: 3}", "service.prod.yaml(1,1): error CNS7002: 'instances' is short for scale.min, which is given too; remove one of the two")]
    [InlineData("config: {Nothing: null}", "service.prod.yaml(1,10): error CNS7003: 'config.Nothing: null' deletes a field that service.yaml does not have; remove it")]
    [InlineData("scale: {mx: 3}", "service.prod.yaml(1,9): error CNS7004: unknown field 'mx'; did you mean 'max'?")]
    [InlineData("instances: 9", "service.yaml(2,22): error CNS7003: scale.max must be at least scale.min, 9, but was '4'")]
    [InlineData("instances: no", "service.prod.yaml(1,12): error CNS7003: scale.min must be a whole number from 1 to 1000, but was 'no'")]
    [InlineData("[a]", "service.prod.yaml(1,1): error CNS7003: service.prod.yaml must be a mapping, but was a list")]
    public void A_mistake_in_an_overlay_is_reported_there(string yaml, string problem) =>
        Assert.Equal([problem], TestInput.Web().WithService("scale: {min: 2, max: 4}\nconfig: {A: b}").WithOverlay("prod", yaml).Problems());

    [Fact]
    public void An_overlay_of_an_unknown_environment_is_an_error() =>
        Assert.Equal(
            ["service.prd.yaml: error CNS7006: there is no environment 'prd'; list it under 'environments' in service.yaml, which are dev, prod, or delete the file"],
            TestInput.Web().WithService("environments: [dev, prod]").WithOverlay("prd", "instances: 3").Problems());

    [Fact]
    public void A_mistake_that_all_environments_share_is_told_once() =>
        Assert.Equal(
            ["service.yaml(2,14): error CNS7003: scale.min must be a whole number from 1 to 1000, but was '0'"],
            TestInput.Web().WithService("scale: {min: 0}").WithOverlay("dev", "instances: 1").WithOverlay("stage", "namespace: b").Problems());

    private static int OpsPort(ManifestSet set) =>
        (int)set.Container["ports"]!.AsArray().Single(port => port!["name"]!.GetValue<string>() == "ops")!["containerPort"]!.GetValue<long>();
}
