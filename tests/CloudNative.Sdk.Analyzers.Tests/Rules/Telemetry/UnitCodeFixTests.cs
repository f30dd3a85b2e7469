using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnitCodeFixTests
{
    private static string Source(string arguments) => $$"""
        using System.Diagnostics.Metrics;

        class Shop(Meter meter)
        {
            private const string Seconds = "seconds";
            private readonly object _a = meter.CreateHistogram<double>("shop.wait", {{arguments}}); // Keep this.
            private readonly object _b = meter.CreateHistogram<double>("shop.rest", {{arguments}});
        }
        """;

    [Theory]
    [InlineData("\"seconds\"", "\"s\"")]
    [InlineData("unit: \"bytes\"", "unit: \"By\"")]
    [InlineData("description: \"requests\", unit: /* a */ \"requests\" /* b */", "description: \"requests\", unit: /* a */ \"{request}\" /* b */")]
    public Task The_spelling_is_replaced(string bad, string good) => FixRun.Gives(new UnitCodeFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("\"ms\"")]
    [InlineData("Seconds")]
    public Task Nothing_is_offered_that_would_change_the_scale_or_a_constant(string unit) => FixRun.OffersNothing(new UnitCodeFix(), Source(unit));
}
