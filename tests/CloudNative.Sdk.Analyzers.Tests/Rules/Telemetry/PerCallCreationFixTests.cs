using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class PerCallCreationFixTests
{
    private static string Source(string body, string fields = "", string first = "") =>
        "using System.Diagnostics;\nusing System.Diagnostics.Metrics;\n\nclass Shop\n{\n" + first + "    // The meter.\n    private static readonly Meter s_meter = new(\"Shop\"); // One.\n" + fields
        + "\n    void Sold(int count)\n    {\n        // Keep this.\n        " + body + " // And this.\n    }\n}\n";

    private static string Field(string field) => $"    private static readonly {field}\n";

    [Theory]
    [InlineData("s_meter.CreateCounter<int>(\"shop.sold\").Add(1);", "s_sold.Add(1);")]
    [InlineData("var sold = s_meter.CreateCounter<int>(\"shop.sold\"); sold.Add(count);", "var sold = s_sold; sold.Add(count);")]
    public Task The_creation_moves_to_a_field_after_its_meter(string bad, string good) =>
        FixRun.Gives(new PerCallCreationFix(), Source(bad), Source(good, Field("Counter<int> s_sold = s_meter.CreateCounter<int>(\"shop.sold\");")));

    [Fact]
    public Task Several_move_in_the_order_of_the_code() => FixRun.Gives(
        new PerCallCreationFix(),
        Source("s_meter.CreateCounter<int>(\"shop.sold\").Add(1); s_meter.CreateCounter<int>(\"shop.sold\").Add(2);"),
        Source("s_sold.Add(1); s_sold.Add(2);", Field("Counter<int> s_sold = s_meter.CreateCounter<int>(\"shop.sold\");")));

    [Fact]
    public Task A_meter_moves_to_the_front_and_is_no_longer_disposed() => FixRun.Gives(
        new PerCallCreationFix(),
        Source("using var source = new ActivitySource(\"Shop.Orders\"); source.HasListeners();"),
        Source("var source = s_shopOrdersSource; source.HasListeners();", first: Field("ActivitySource s_shopOrdersSource = new ActivitySource(\"Shop.Orders\");") + "\n"));

    [Fact]
    public Task A_getter_becomes_a_property_that_is_set_once() => FixRun.Gives(
        new PerCallCreationFix(),
        "using System.Diagnostics.Metrics; static class T { public static Meter Meter => new(\"Shop\"); }",
        "using System.Diagnostics.Metrics; static class T { public static Meter Meter { get; } = new(\"Shop\"); }");

    [Theory]
    [InlineData("var meter = new Meter(\"a\" + count); meter.Dispose();")]
    [InlineData("using (var meter = new Meter(\"a\")) { }")]
    public Task Nothing_is_offered_for_what_depends_on_the_call(string body) => FixRun.OffersNothing(new PerCallCreationFix(), Source(body));

    [Fact]
    public Task Nothing_is_offered_for_what_depends_on_the_instance() => FixRun.OffersNothing(
        new PerCallCreationFix(),
        "using System.Diagnostics.Metrics; class C(Meter meter) { void M() => meter.CreateCounter<int>(\"a\").Add(1); }");
}
