using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

public sealed class WorkloadTests
{
    public static TheoryData<string> Kinds => ["{kind: statefulSet}", "{kind: job}", "{kind: cronJob, schedule: '0 3 * * *'}", "{kind: deployment}"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_valid_clean_and_like_what_kustomize_makes(string workload)
    {
        foreach (var input in (ManifestInput[])[TestInput.Web().WithService($"name: checkout\nworkload: {workload}"), TestInput.Worker().WithService($"name: checkout\nworkload: {workload}")])
        {
            var result = ManifestGenerator.Generate(input);
            Assert.Equal([], result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
            Assert.All(["dev", "prod"], environment => Assert.All(KubernetesSchema.Supported, schema => Assert.Equal([], new ManifestSet(result.Files, environment).Objects.SelectMany(schema.Problems))));
            Assert.Equal([], Linter.Check(result.Files, new LintOptions()).Select(finding => finding.ToString()));
        }
    }

    [Fact]
    public void A_StatefulSet_gives_its_pods_addresses()
    {
        var set = TestInput.Web().WithService("name: checkout\nworkload: {kind: statefulSet}\nscale: {min: 2, max: 5}").Render();
        var stateful = set.One("StatefulSet");

        Assert.Equal("checkout-pods", stateful["spec"]!["serviceName"]!.GetValue<string>());
        Assert.Equal("None", set.Objects.Single(entry => entry["metadata"]!["name"]!.GetValue<string>() == "checkout-pods")["spec"]!["clusterIP"]!.GetValue<string>());
        Assert.Equal("StatefulSet", set.One("HorizontalPodAutoscaler")["spec"]!["scaleTargetRef"]!["kind"]!.GetValue<string>());
        Assert.Null(set.Find("Deployment"));
    }

    [Fact]
    public void A_CronJob_runs_once_at_a_time_and_not_long_after_its_time()
    {
        var set = TestInput.Worker().WithService("name: checkout\nworkload: {kind: cronJob, schedule: '0 3 * * *'}").Render();
        var spec = set.One("CronJob")["spec"]!;

        Assert.Equal(("0 3 * * *", "Forbid", 300L), (spec["schedule"]!.GetValue<string>(), spec["concurrencyPolicy"]!.GetValue<string>(), spec["startingDeadlineSeconds"]!.GetValue<long>()));
        Assert.Equal("Never", spec["jobTemplate"]!["spec"]!["template"]!["spec"]!["restartPolicy"]!.GetValue<string>());
        Assert.Null(set.Find("PodDisruptionBudget"));
    }

    [Fact]
    public void Another_image_is_another_Job()
    {
        Assert.NotEqual(Name(TestInput.Worker()), Name(TestInput.Worker().WithBuild(build => build with { Version = "1.4.3" })));
        Assert.Equal(Name(TestInput.Worker()), Name(TestInput.Worker().WithBuild(build => build with { SourceRevisionId = "4f1c2ab9" })));

        static string Name(ManifestInput input) => input.WithService("name: checkout\nworkload: {kind: job}").Render().One("Job")["metadata"]!["name"]!.GetValue<string>();
    }

    [Fact]
    public void Other_platforms_run_no_job_for_ever()
    {
        var files = ManifestGenerator.Generate(TestInput.Worker().WithService("name: checkout\nworkload: {kind: job}")).Files;

        Assert.DoesNotContain(files, file => file.Path.StartsWith("marathon/", StringComparison.Ordinal) || file.Path.StartsWith("consul/", StringComparison.Ordinal));
        Assert.Equal("no", Yaml11.Parse(files.Single(file => file.Path == "compose/compose.yaml").Content)!["services"]!["checkout"]!["restart"]!.GetValue<string>());
        Assert.DoesNotContain(files, file => file.Content.Contains("CheckoutAbsent", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_data_centre_has_its_own_files_and_values()
    {
        var files = ManifestGenerator.Generate(TestInput.Web()
            .WithService("name: checkout\nconfig: {Place: '${runtime.env}'}")
            .WithOverlay("prod", "datacenters: [fra1, ams1]\nwaves: [[ams1], [fra1]]\nconfig: {Place: '${runtime.datacenter}'}")).Files;

        Assert.Equal(
            ["kubernetes/rendered/dev.yaml", "kubernetes/rendered/prod.ams1.yaml", "kubernetes/rendered/prod.fra1.yaml", "kubernetes/rendered/stage.yaml", "kubernetes/rendered/test.yaml"],
            files.Select(file => file.Path).Where(path => path.StartsWith("kubernetes/rendered/", StringComparison.Ordinal)));
        Assert.Equal(("fra1", "ams1"), (new ManifestSet(files, "prod.fra1").Data["Place"], new ManifestSet(files, "prod.ams1").Data["Place"]));
        Assert.Contains(files, file => file.Path == "marathon/prod.ams1.json" && file.Content.Contains("\"Place\": \"ams1\"", StringComparison.Ordinal));
        var record = JsonNode.Parse(files.Single(file => file.Path == "release.json").Content)!;
        Assert.Equal("""{"prod":[["ams1"],["fra1"]]}""", record["waves"]!.ToJsonString());
    }
}
