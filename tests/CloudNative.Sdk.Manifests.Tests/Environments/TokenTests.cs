namespace CloudNative.Sdk.Manifests.Tests.Environments;

public sealed class TokenTests
{
    private static readonly ManifestInput Input = TestInput.Web()
        .WithBuild(build => build with { SourceRevisionId = "4f1c2ab9d0e1", Branch = "main" }) with
    {
        Environment = new Dictionary<string, string> { ["REGION"] = "eu-1", ["HIDDEN"] = "x" },
    };

    [Theory]
    [InlineData("${runtime.env}", "prod")]
    [InlineData("x-${runtime.env}-y-${runtime.env}", "x-prod-y-prod")]
    [InlineData("${build.version}", "1.4.2")]
    [InlineData("${build.commitShort}", "4f1c2ab9")]
    [InlineData("${build.branch}", "main")]
    [InlineData("${service.name}", "checkout")]
    [InlineData("${runtime.namespace}", "shop-prod")]
    [InlineData("${runtime.instances}", "3")]
    [InlineData("${env.REGION}", "eu-1")]
    [InlineData("$${not.a.token}", "${not.a.token}")]
    [InlineData("$$${runtime.env}", "$${runtime.env}")]
    [InlineData("costs $5", "costs $5")]
    public void A_token_stands_for_its_value(string text, string value)
    {
        var set = Input.WithService($"name: checkout\nnamespace: shop-${{runtime.env}}\nscale: {{min: 3}}\nallowedEnvironment: [REGION]\nconfig: {{Text: '{text}'}}").Render();

        Assert.Equal(value, set.Data["Text"]);
    }

    [Fact]
    public void A_value_that_is_one_token_has_its_type()
    {
        var input = Input.WithService("name: checkout\nallowedEnvironment: [COUNT]\nscale: {min: \"${env.COUNT}\"}") with { Environment = new Dictionary<string, string> { ["COUNT"] = "4" } };

        Assert.Equal(4, input.Render().Deployment["spec"]!["replicas"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("${runtme.env}", "the token '${runtme.env}' has no value: unknown namespace; did you mean 'runtime'?")]
    [InlineData("${build.comit}", "the token '${build.comit}' has no value: unknown path; did you mean 'commit'?")]
    [InlineData("${build.digest}", "the token '${build.digest}' has no value: this build does not know it")]
    [InlineData("${runtime.datacenter}", "the token '${runtime.datacenter}' has no value: 'datacenters.0' is not stated for this environment")]
    [InlineData("${service.nam}", "the token '${service.nam}' has no value: unknown path; did you mean 'service.name'?")]
    [InlineData("${env.HIDDEN}", "the token '${env.HIDDEN}' has no value: the variable is not listed under 'allowedEnvironment'")]
    [InlineData("${env.REGION2}", "the token '${env.REGION2}' has no value: the variable is not set")]
    [InlineData("${}", "the token '${}' has no value: unknown namespace; the fields here are build, env, runtime, service")]
    [InlineData("a ${runtime.env", "the token that begins with '${runtime.en' has no end; close it with }, or write $${ for a literal ${")]
    public void A_token_without_a_value_is_an_error(string text, string problem) =>
        Assert.Equal(
            [$"service.yaml(4,16): error CNS7010: {problem}"],
            Input.WithService($"name: checkout\nallowedEnvironment: [REGION2]\nconfig: {{Text: '{text}'}}").Problems());

    [Fact]
    public void Tokens_that_refer_to_one_another_are_an_error() =>
        Assert.Equal(
            ["service.yaml(3,9): error CNS7010: the token '${service.team}' refers to itself: service.team -> service.partOf -> service.team"],
            Input.WithService("namespace: 'a${service.team}'\npartOf: 'b${service.team}'\nteam: 'c${service.partOf}'").Problems().Take(1));
}
