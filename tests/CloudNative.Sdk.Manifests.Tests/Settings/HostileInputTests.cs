using System.Text;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Settings;

/// <summary>What no team writes, but what a tool, a mistake or somebody with bad intentions may.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void A_file_of_10_MB_is_refused_unread() =>
        Assert.Equal(
            ["service.yaml: error CNS7001: the file has 10485793 characters, but 4194304 are allowed"],
            TestInput.Web().WithService("team: " + new string('a', 10 << 20)).Problems());

    [Fact]
    public void More_keys_than_a_ConfigMap_is_for_are_refused()
    {
        var keys = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"  K{number}: a\n"));

        Assert.Equal(
            [
                "service.yaml(3,3): error CNS7003: config must be at most 1000 keys, but was 100000 keys",
                "service.yaml(100003,3): error CNS7002: the key 'K7' is given twice; the first is in line 10",
            ],
            TestInput.Web().WithService($"config:\n{keys}  K7: b\n").Problems());
    }

    [Fact]
    public void Aliases_of_aliases_are_refused_before_they_fill_the_memory()
    {
        var bomb = new StringBuilder("config:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"  a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.Equal(["service.yaml(6,47): error CNS7001: the YAML cannot be read: the aliases stand for more than 10000 values"], TestInput.Web().WithService(bomb.ToString()).Problems());
    }

    [Fact]
    public void An_alias_of_itself_is_refused() =>
        Assert.StartsWith("service.yaml(2,16): error CNS7001: the YAML cannot be read", Assert.Single(TestInput.Web().WithService("config: &a {b: *a}").Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("on")]
    [InlineData("no")]
    [InlineData("1.10")]
    [InlineData("0x1F")]
    [InlineData("010")]
    [InlineData("1e3")]
    [InlineData("12:30:00")]
    [InlineData("2027-03-31")]
    [InlineData("1_000")]
    [InlineData(".5")]
    public void What_YAML_1_1_would_change_arrives_as_it_was_written(string value) =>
        Assert.Equal(value, TestInput.Web().WithService($"config: {{A: {value}}}").Render().Data["A"]);

    [Theory]
    [InlineData("\ufeffteam: a")]
    [InlineData("team: a\r\nscale:\r\n  min: 3\r\n")]
    [InlineData("%YAML 1.1\n---\nteam: a")]
    public void How_a_file_was_saved_makes_no_difference(string yaml) =>
        Assert.Equal("a", (TestInput.Web() with { ServiceFile = new SourceText("service.yaml", yaml.Replace("team: a", "apiVersion: cloudnative/v1\nteam: a", StringComparison.Ordinal)) }).Render().Labels["owner"]);

    [Fact]
    public void Tabs_are_refused() =>
        Assert.Contains("error CNS7001: the YAML cannot be read", Assert.Single(TestInput.Web().WithService("scale:\n\tmin: 3").Problems()), StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal(["service.yaml(1,1): error CNS7001: the file holds half of a character (a surrogate without its other half); save it as UTF-8"], TestInput.Web().WithService("team: \ud83d").Problems());

    [Theory]
    [InlineData("name: \"a\\nb\"")]
    [InlineData("name: ../../etc")]
    [InlineData("namespace: \"a: b\"")]
    [InlineData("partOf: \"a\\u0000b\"")]
    [InlineData("environments: [../../etc]")]
    [InlineData("environments: [\"a/b\"]")]
    [InlineData("team: \"a\\\" ; rm -rf\"")]
    [InlineData("exposure: {host: \"a.example.org\\nevil: true\"}")]
    [InlineData("exposure: {host: a.example.org, path: \"/a`b\"}")]
    [InlineData("owner: {email: \"a@b\\nc\"}")]
    [InlineData("secrets: {A: {secret: ../a, key: k}}")]
    [InlineData("secrets: {A: {secret: a, key: ../k}}")]
    [InlineData("callers: [\"a\\nb\"]")]
    [InlineData("dependencies: {\"a\\nb\": {kind: http}}")]
    [InlineData("config: {\"A\\nB\": c}")]
    public void A_name_that_could_be_something_else_is_refused(string yaml)
    {
        var result = ManifestGenerator.Generate(TestInput.Web().WithService(yaml));

        Assert.Empty(result.Files);
        Assert.All(result.Diagnostics.Where(diagnostic => diagnostic.IsError), diagnostic => Assert.Equal("CNS7003", diagnostic.Id));
    }

    [Theory]
    [InlineData("a\nb: c")]
    [InlineData("- x\n---\nkind: Secret")]
    [InlineData("{{ .Values.a }}")]
    [InlineData("$(rm -rf /)")]
    [InlineData("\"quoted\" 'and' \\ back")]
    [InlineData("\u00e9\u4e2d\ud83d\ude00\u2028")]
    [InlineData("\u0001\u007f")]
    public void A_value_of_the_configuration_arrives_as_it_is_and_is_nothing_else(string value)
    {
        var quoted = string.Concat(value.Select(character => character is >= ' ' and < '\x7f' and not '"' and not '\\' ? character.ToString() : char.IsSurrogate(character) ? character.ToString() : $"\\u{(int)character:x4}"));
        var set = TestInput.Web().WithService($"config: {{A: \"{quoted}\"}}").Render();

        Assert.Equal(value, set.Data["A"]);
        Assert.DoesNotContain(set.Objects, entry => entry["kind"]!.GetValue<string>() == "Secret");
    }

    [Fact]
    public void A_token_in_a_name_of_the_build_is_only_text() =>
        Assert.Equal("${build.commit}", TestInput.Web().WithBuild(build => build with { Branch = "${build.commit}" }).WithService("config: {Branch: '${build.branch}'}").Render().Data["Branch"]);

    [Fact]
    public void The_order_in_which_a_file_system_lists_files_makes_no_difference()
    {
        var input = TestInput.Web().WithService("team: a").WithOverlay("prod", "instances: 3").WithOverlay("dev", "namespace: d").WithSettings("{\"A\": 1}").WithSettings("{\"A\": 2}", "appsettings.Staging.json");

        Assert.Equal(
            ManifestGenerator.Generate(input).Contents(),
            ManifestGenerator.Generate(input with { Overlays = [.. input.Overlays.Reverse()], AppSettings = [.. input.AppSettings.Reverse()], Facts = [.. input.Facts.Reverse()] }).Contents());
    }
}
