using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class DevelopmentProbesRuleTests
{
    private const string Id = "CNS1006";

    private static string App(string endpoints, string registration = "") => $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();
        {{registration}}
        var app = builder.Build();
        {{endpoints}}
        app.Run();
        """;

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) [|app.MapHealthChecks(\"/ready\")|];")]
    [InlineData("if (app.Environment.IsDevelopment()) { [|app.MapHealthChecks(\"/ready\")|]; [|app.MapHealthChecks(\"/live\")|]; }")]
    [InlineData("if (!app.Environment.IsProduction()) { [|app.MapHealthChecks(\"/ready\")|]; }")]
    [InlineData("if (app.Environment.IsProduction()) { } else { [|app.MapHealthChecks(\"/ready\")|]; }")]
    [InlineData("if (app.Environment.IsEnvironment(\"Development\") && args.Length > 0) { [|app.UseHealthChecks(\"/ready\")|]; }")]
    [InlineData("var isDev = app.Environment.IsDevelopment(); if (isDev) { [|app.MapHealthChecks(\"/ready\")|]; }")]
    [InlineData("if (app.Environment.EnvironmentName == Environments.Development) { [|app.MapHealthChecks(\"/ready\")|]; }")]
    [InlineData("switch (app.Environment.EnvironmentName) { case \"Development\": [|app.MapHealthChecks(\"/ready\")|]; break; }")]
    [InlineData("void Map() { if (!app.Environment.IsDevelopment()) { return; } [|app.MapHealthChecks(\"/ready\")|]; } Map();")]
    public Task Endpoints_of_development_only_are_reported(string endpoints) => RuleRun.ReportsMarked(Id, App(endpoints));

    [Fact]
    public Task Shared_defaults_are_judged() => RuleRun.ReportsMarked(Id, """
        static class Defaults
        {
            public static WebApplication MapDefaultEndpoints(this WebApplication app)
            {
                if (app.Environment.IsDevelopment())
                {
                    [|app.MapHealthChecks("/health")|];
                    [|app.MapHealthChecks("/alive", new() { Predicate = r => r.Tags.Contains("live") })|];
                }

                return app;
            }
        }
        """);

    [Theory]
    [InlineData("app.MapHealthChecks(\"/ready\");")]
    [InlineData("app.MapHealthChecks(\"/ready\"); if (app.Environment.IsDevelopment()) { app.MapHealthChecks(\"/all\"); }")]
    [InlineData("if (builder.Configuration[\"Probes\"] == \"on\") { app.MapHealthChecks(\"/ready\"); }")]
    [InlineData("if (app.Environment.IsDevelopment() || args.Length > 0) { app.MapHealthChecks(\"/ready\"); }")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.MapHealthChecks(\"/ready\"); }")]
    [InlineData("if (app.Environment.IsDevelopment()) { } else { app.MapHealthChecks(\"/ready\"); }")]
    [InlineData("if (app.Environment.IsDevelopment()) { Console.WriteLine(1); } app.MapHealthChecks(\"/ready\");")]
    [InlineData("")]
    public Task Endpoints_in_production_are_silent(string endpoints) => RuleRun.IsSilent(Id, App(endpoints));

    [Fact]
    public Task Probes_of_the_sdk_are_everywhere() => RuleRun.IsSilent(Id, App("if (app.Environment.IsDevelopment()) { app.MapHealthChecks(\"/ready\"); }", "builder.AddCloudNative();"));

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of(App("if (app.Environment.IsDevelopment() app.MapHealthChecks(")).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Tests_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(App("if (app.Environment.IsDevelopment()) { app.MapHealthChecks(\"/ready\"); }")).Option("cns_project_kind", "test"));
}
