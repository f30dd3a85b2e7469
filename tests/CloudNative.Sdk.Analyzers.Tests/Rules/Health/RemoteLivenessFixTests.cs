using CloudNative.Sdk.Analyzers.CodeFixes.Health;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class RemoteLivenessFixTests
{
    private static string App(string endpoints, string registration = ".AddServiceCheck(\"catalog\")") => $$"""
        using Microsoft.AspNetCore.Diagnostics.HealthChecks;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks(){{registration}};
        var app = builder.Build();
        // Keep this.
        {{endpoints}} // And this.
        app.Run();
        """;

    [Theory]
    [InlineData("app.MapHealthChecks(\"/alive\");", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") });")]
    [InlineData("app.MapHealthChecks(\"/alive\").ShortCircuit();", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") }).ShortCircuit();")]
    [InlineData("app.UseHealthChecks(\"/alive\");", "app.UseHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = r => r.Tags.Contains(\"live\") });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new HealthCheckOptions());", "app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = r => r.Tags.Contains(\"live\") });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { AllowCachingResponses = true });", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\"), AllowCachingResponses = true });")]
    public Task The_endpoint_selects_by_tag(string bad, string good) => FixRun.Gives(new RemoteLivenessFix(), App(bad), App(good));

    [Theory]
    [InlineData(".AddServiceCheck(\"live\", tags: [\"live\", \"core\"])", ".AddServiceCheck(\"live\", tags: [\"ready\", \"core\"])")]
    [InlineData(".AddServiceCheck(\"a\", tags: new[] { /* a */ \"live\" })", ".AddServiceCheck(\"a\", tags: new[] { /* a */ \"ready\" })")]
    public Task Under_the_sdk_the_tag_becomes_ready(string bad, string good) =>
        FixRun.Gives(new RemoteLivenessFix(), App("app.MapCloudNative();", bad).Replace("var app", "builder.AddCloudNative();\nvar app", StringComparison.Ordinal), App("app.MapCloudNative();", good).Replace("var app", "builder.AddCloudNative();\nvar app", StringComparison.Ordinal));

    [Fact]
    public Task A_predicate_that_is_written_is_left_alone() =>
        FixRun.OffersNothing(new RemoteLivenessFix(), App("app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Name == \"catalog\" });"));
}
