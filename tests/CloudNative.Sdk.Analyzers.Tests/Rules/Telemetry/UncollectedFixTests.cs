using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UncollectedFixTests
{
    private const string Types = """
        static class Telemetry
        {
            public static readonly System.Diagnostics.Metrics.Meter A = new("Shop.A");
            public static readonly System.Diagnostics.Metrics.Meter B = new("Shop.B");
        }
        """;

    private static string Program(string setup) => $$"""
        using OpenTelemetry;
        using OpenTelemetry.Metrics;

        var builder = WebApplication.CreateBuilder(args);
        // Keep this.
        builder.Services.AddOpenTelemetry(){{setup}}; // And this.
        builder.Build().Run();
        """;

    [Theory]
    [InlineData(".WithMetrics(m => m.AddMeter(\"Other\"))", ".WithMetrics(m => m.AddMeter(\"Other\").AddMeter(\"Shop.A\").AddMeter(\"Shop.B\"))")]
    [InlineData(".WithMetrics(m => m.AddMeter(\"Shop.B\").AddOtlpExporter())", ".WithMetrics(m => m.AddMeter(\"Shop.B\").AddMeter(\"Shop.A\").AddOtlpExporter())")]
    [InlineData(".WithMetrics(m => m.AddOtlpExporter())", ".WithMetrics(m => m.AddOtlpExporter().AddMeter(\"Shop.A\").AddMeter(\"Shop.B\"))")]
    [InlineData(".WithMetrics()", ".WithMetrics(metrics => metrics.AddMeter(\"Shop.A\").AddMeter(\"Shop.B\"))")]
    [InlineData(".WithMetrics(m =>\n{\n    m.AddOtlpExporter();\n})", ".WithMetrics(m =>\n{\n    m.AddOtlpExporter();\n    m.AddMeter(\"Shop.A\").AddMeter(\"Shop.B\");\n})")]
    public Task The_name_is_registered_where_the_others_are(string bad, string good) => FixRun.Gives(new UncollectedFix(), Scenario.Of(Program(bad), Types), Program(good), Types);

    [Fact]
    public Task Nothing_is_offered_where_the_registration_is_elsewhere() => FixRun.OffersNothing(
        new UncollectedFix(), Program(".WithMetrics(Setup.Metrics)") + "static class Setup { public static void Metrics(MeterProviderBuilder metrics) { } }", Types);
}
