using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UndisposedActivityFixTests
{
    private static string Source(string body) => $$"""
        using System.Diagnostics;

        class Packing(ActivitySource source)
        {
            void Pack(bool traced, int kind)
            {
                // Keep this.
                {{body}} // And this.
            }
        }
        """;

    [Theory]
    [InlineData("var a = source.StartActivity(\"a\");", "using var a = source.StartActivity(\"a\");")]
    [InlineData("Activity? a = source.StartActivity(\"a\"); a?.SetTag(\"k\", 1);", "using Activity? a = source.StartActivity(\"a\"); a?.SetTag(\"k\", 1);")]
    [InlineData("source.StartActivity(\"a\");", "using var activity = source.StartActivity(\"a\");")]
    [InlineData("_ = source.StartActivity(\"a\");", "using var activity = source.StartActivity(\"a\");")]
    [InlineData("source.StartActivity(\"a\"); source.StartActivity(\"b\");", "using var activity = source.StartActivity(\"a\"); using var activity2 = source.StartActivity(\"b\");")]
    [InlineData("var activity = 1; source.StartActivity(\"a\")?.SetTag(\"k\", activity);", "var activity = 1; using var activity2 = source.StartActivity(\"a\")?.SetTag(\"k\", activity);")]
    [InlineData("var a = traced ? source.StartActivity(\"a\") : null;", "using var a = traced ? source.StartActivity(\"a\") : null;")]
    [InlineData("var a = source.StartActivity(\"a\"); var b = source.StartActivity(\"b\");", "using var a = source.StartActivity(\"a\"); using var b = source.StartActivity(\"b\");")]
    public Task The_activity_is_declared_with_using(string bad, string good) => FixRun.Gives(new UndisposedActivityFix(), Source(bad), Source(good));

    [Fact]
    public Task Top_level_statements_are_fixed() => FixRun.Gives(
        new UndisposedActivityFix(),
        "using System.Diagnostics;\nvar source = new ActivitySource(\"Shop\");\nvar a = source.StartActivity(\"a\");\n",
        "using System.Diagnostics;\nvar source = new ActivitySource(\"Shop\");\nusing var a = source.StartActivity(\"a\");\n");

    [Theory]
    [InlineData("Activity? a = null; if (traced) { a = source.StartActivity(\"a\"); }")]
    [InlineData("var a = source.StartActivity(\"a\"); a = null;")]
    [InlineData("if (source.StartActivity(\"a\") is { } a) { a.SetTag(\"k\", 1); }")]
    [InlineData("switch (kind) { case 1: var a = source.StartActivity(\"a\"); break; }")]
    [InlineData("if (traced) source.StartActivity(\"a\");")]
    [InlineData("Action start = () => source.StartActivity(\"a\"); start();")]
    public Task Nothing_is_offered_where_a_using_does_not_fit(string body) => FixRun.OffersNothing(new UndisposedActivityFix(), Source(body));
}
