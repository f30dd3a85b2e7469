using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnitMismatchFixTests
{
    private static string Source(string statement, string unit = "s", string type = "double") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class C(Meter meter)
        {
            private readonly Histogram<{{type}}> _histogram = meter.CreateHistogram<{{type}}>("shop.thing", unit: "{{unit}}");

            void M(Stopwatch watch, TimeSpan span, {{type}} elapsedMs, {{type}} waitSeconds, {{type}} sizeBytes)
            {
                // Keep this.
                {{statement}} // And this.
            }
        }
        """;

    [Theory]
    [InlineData("_histogram.Record(watch.ElapsedMilliseconds);", "_histogram.Record(watch.Elapsed.TotalSeconds);")]
    [InlineData("_histogram.Record(watch.ElapsedTicks);", "_histogram.Record(watch.Elapsed.TotalSeconds);")]
    [InlineData("_histogram.Record( /* a */ span.TotalMilliseconds /* b */ );", "_histogram.Record( /* a */ span.TotalSeconds /* b */ );")]
    [InlineData("_histogram.Record((float)span.TotalMilliseconds);", "_histogram.Record((float)span.TotalSeconds);")]
    [InlineData("_histogram.Record(elapsedMs);", "_histogram.Record(elapsedMs / 1000d);")]
    [InlineData("_histogram.Record(elapsedMs + span.TotalMilliseconds);", "_histogram.Record((elapsedMs + span.TotalMilliseconds) / 1000d);")]
    [InlineData("_histogram.Record(Math.Round(span.TotalMilliseconds));", "_histogram.Record(Math.Round(span.TotalMilliseconds) / 1000d);")]
    [InlineData("_histogram.Record(waitSeconds);", "_histogram.Record(waitSeconds * 1000d);", "ms")]
    [InlineData("_histogram.Record(sizeBytes);", "_histogram.Record(sizeBytes / 1048576d);", "MiBy")]
    [InlineData("_histogram.Record(elapsedMs);", "_histogram.Record(elapsedMs / 1000f);", "s", "float")]
    [InlineData("_histogram.Record(elapsedMs);", "_histogram.Record(elapsedMs / 1000m);", "s", "decimal")]
    [InlineData("_histogram.Record((long)span.TotalMilliseconds);", "_histogram.Record((long)span.TotalSeconds);", "s", "long")]
    [InlineData("_histogram.Record(waitSeconds);", "_histogram.Record(waitSeconds * 1000);", "ms", "long")]
    [InlineData("_histogram.Record(watch.ElapsedMilliseconds); _histogram.Record(elapsedMs);", "_histogram.Record(watch.Elapsed.TotalSeconds); _histogram.Record(elapsedMs / 1000d);")]
    public Task The_value_is_converted_and_its_surroundings_are_kept(string bad, string good, string unit = "s", string type = "double") =>
        FixRun.Gives(new UnitMismatchFix(), Source(bad, unit, type), Source(good, unit, type));

    [Theory]
    [InlineData("_histogram.Record(watch.ElapsedMilliseconds);", "s", "long")]
    [InlineData("_histogram.Record(elapsedMs);", "s", "int")]
    [InlineData("_histogram.Record(sizeBytes);", "s", "double")]
    public Task Nothing_is_offered_where_no_conversion_keeps_the_value(string bad, string unit, string type) => FixRun.OffersNothing(new UnitMismatchFix(), Source(bad, unit, type));
}
