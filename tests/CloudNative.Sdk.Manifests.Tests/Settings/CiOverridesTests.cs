using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Manifests.Tests.Settings;

public sealed class CiOverridesTests
{
    [Fact]
    public void A_variable_of_the_build_beats_the_files_and_a_property_beats_the_variable()
    {
        var input = TestInput.Web().WithService("scale: {min: 2}\nconfig: {Payments:Timeout: '1'}").WithOverlay("prod", "instances: 4") with
        {
            Environment = new Dictionary<string, string> { ["CLOUDNATIVE_SCALE__MIN"] = "5", ["CLOUDNATIVE_TEAM"] = "from-ci", ["CLOUDNATIVE_CONFIG__payments__Timeout"] = "9", ["PATH"] = "/bin" },
            Overrides = new Dictionary<string, string> { ["ScaleMin"] = "6", ["ScaleMax"] = "" },
        };

        var set = input.Render();

        Assert.Equal(6, set.Deployment["spec"]!["replicas"]!.GetValue<long>());
        Assert.Equal(6, input.Render("dev").Deployment["spec"]!["replicas"]!.GetValue<long>());
        Assert.Equal(("from-ci", "9"), (set.Labels["owner"], set.Data["Payments__Timeout"]));
        var entry = JsonNode.Parse(ManifestGenerator.Generate(input).Files.Single(file => file.Path == "explain.json").Content)!["prod"]!.AsArray().Single(entry => entry!["field"]!.GetValue<string>() == "scale.min")!;
        Assert.Equal(("6", "ci", "CloudNativeScaleMin"), (entry["value"]!.GetValue<string>(), entry["source"]!.GetValue<string>(), entry["from"]!.GetValue<string>()));
    }

    [Fact]
    public void They_work_without_a_service_yaml() =>
        Assert.Equal("a", (TestInput.Web() with { Environment = new Dictionary<string, string> { ["CLOUDNATIVE_NAMESPACE"] = "a" } }).Render().Deployment["metadata"]!["namespace"]!.GetValue<string>());

    [Theory]
    [InlineData("CLOUDNATIVE_SCALE__MNI", "3", "CLOUDNATIVE_SCALE__MNI: warning CNS7004: no field of service.yaml is meant; did you mean 'CLOUDNATIVE_SCALE__MIN'?")]
    [InlineData("CLOUDNATIVE_SCALE__MIN", "many", "CLOUDNATIVE_SCALE__MIN: error CNS7003: scale.min must be a whole number from 1 to 1000, but was 'many'")]
    [InlineData("CLOUDNATIVE_CONFIG__Db__Password", "geheim", "CLOUDNATIVE_CONFIG__Db__Password: error CNS7013: 'Db:Password' looks like a secret, but 'config' would store its value in clear; refer to it under 'secrets'")]
    public void A_mistake_names_the_variable(string name, string value, string problem) =>
        Assert.Equal([problem], (TestInput.Web() with { Environment = new Dictionary<string, string> { [name] = value } }).Problems());

    [Theory]
    [InlineData("CLOUDNATIVE_COLOUR")]
    [InlineData("CLOUDNATIVE__HEALTH__DRAINDELAY")]
    [InlineData("CLOUDNATIVE_")]
    public void Variables_that_are_like_no_field_are_for_others(string name)
    {
        var input = TestInput.Web() with { Environment = new Dictionary<string, string> { [name] = "green" } };

        Assert.Equal([], input.Problems());
        Assert.Equal(ManifestGenerator.Generate(TestInput.Web()).Contents(), ManifestGenerator.Generate(input).Contents());
    }

    [Fact]
    public void A_property_that_is_not_set_is_no_input() =>
        Assert.Equal(
            ManifestGenerator.Generate(TestInput.Web()).Contents(),
            ManifestGenerator.Generate(TestInput.Web() with { Overrides = new Dictionary<string, string> { ["ScaleMin"] = "" } }).Contents());

    [Fact]
    public void Every_field_has_its_property_in_the_build()
    {
        var targets = File.ReadAllText(Repository.PathOf("src", "CloudNative.Sdk.Manifests", "buildTransitive", "CloudNative.Sdk.Manifests.targets"));

        Assert.All(CiOverrides.Fields.Select(CiOverrides.PropertyOf), name => Assert.Contains($"<_CloudNativeOverride Include=\"{name}\" Value=\"$(CloudNative{name})\" />", targets, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_field_that_can_be_set_is_a_field_of_the_file() =>
        Assert.All(CiOverrides.Fields, field => Assert.DoesNotContain(
            (TestInput.Web() with { Environment = new Dictionary<string, string> { [$"CLOUDNATIVE_{field.Replace(".", "__", StringComparison.Ordinal)}"] = "1" } }).Problems(),
            problem => problem.Contains("CNS7004", StringComparison.Ordinal)));
}
