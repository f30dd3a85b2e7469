using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class BareInstrumentFixTests
{
    private static string Source(string creation) => $$"""
        using System.Diagnostics.Metrics;

        class Shop(Meter meter)
        {
            // Keep this.
            private readonly Instrument _instrument = {{creation}}; // And this.
        }
        """;

    [Theory]
    [InlineData("meter.CreateHistogram<double>(\"a\")", "meter.CreateHistogram<double>(\"a\", unit: \"TODO\", description: \"TODO\")")]
    [InlineData("meter.CreateHistogram<double>(\"a\", \"s\")", "meter.CreateHistogram<double>(\"a\", \"s\", description: \"TODO\")")]
    [InlineData("meter.CreateHistogram<double>(\"a\", null, null)", "meter.CreateHistogram<double>(\"a\", \"TODO\", \"TODO\")")]
    [InlineData("meter.CreateHistogram<double>(\"a\", description: \"Time.\")", "meter.CreateHistogram<double>(\"a\", description: \"Time.\", unit: \"TODO\")")]
    [InlineData("meter.CreateHistogram<double>(\"a\", default, \"Time.\")", "meter.CreateHistogram<double>(\"a\", \"TODO\", \"Time.\")")]
    [InlineData("meter.CreateCounter<int>(\"a\", \"\")", "meter.CreateCounter<int>(\"a\", \"\", description: \"TODO\")")]
    [InlineData("meter.CreateObservableGauge<int>(\"a\", () => 1)", "meter.CreateObservableGauge<int>(\"a\", () => 1, description: \"TODO\")")]
    public Task The_missing_arguments_are_added(string bad, string good) => FixRun.Gives(new BareInstrumentFix(), Source(bad), Source(good));

    [Fact]
    public Task All_of_a_project_are_fixed() => FixRun.Gives(
        new BareInstrumentFix(),
        Scenario.Of(Source("meter.CreateCounter<int>(\"a\")"), Source("meter.CreateGauge<int>(\"b\")").Replace("Shop", "Other", StringComparison.Ordinal)),
        Source("meter.CreateCounter<int>(\"a\", description: \"TODO\")"),
        Source("meter.CreateGauge<int>(\"b\", description: \"TODO\")").Replace("Shop", "Other", StringComparison.Ordinal));
}
