using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class EnvironmentReadFixTests
{
    private static string Source(string body) => $"using Microsoft.Extensions.Configuration; class C(IConfiguration configuration) {{ string? M() => {body}; string? N() => configuration[\"x\"]; }}";

    [Theory]
    [InlineData("/* a */ Environment.GetEnvironmentVariable(\"TOPIC\") ?? \"orders\"", "/* a */ configuration[\"TOPIC\"] ?? \"orders\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"Kafka__Topic\") + Environment.GetEnvironmentVariable(\"B\")", "configuration[\"Kafka:Topic\"] + configuration[\"B\"]")]
    public Task The_configuration_is_read(string bad, string good) => FixRun.Gives(new EnvironmentReadFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("class C { string? M() => Environment.GetEnvironmentVariable(\"TOPIC\"); }")]
    [InlineData("using Microsoft.Extensions.Configuration; class C(IConfiguration c) { static readonly string? T = Environment.GetEnvironmentVariable(\"TOPIC\"); string? N() => c[T!]; }")]
    public Task Nothing_is_offered_without_a_configuration(string source) => FixRun.OffersNothing(new EnvironmentReadFix(), source);
}
