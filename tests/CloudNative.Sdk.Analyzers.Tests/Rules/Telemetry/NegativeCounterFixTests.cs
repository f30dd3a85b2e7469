using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class NegativeCounterFixTests
{
    private static string Source(string kind, string members, string declaration = "private readonly") => $$"""
        using System.Diagnostics.Metrics;

        class Desk(Meter meter)
        {
            // Keep this.
            {{declaration}} {{kind}}<int> _open = meter.Create{{kind}}<int>("shop.open"); // And this.
            void Opened() => _open.Add(1);
            {{members}}
        }
        """;

    [Theory]
    [InlineData("void Closed() => _open.Add(-1);")]
    [InlineData("void Closed() { _open.Add(-1); if (this._open.Enabled) { _open.Add(-2); } }")]
    public Task Declaration_and_creation_change_together(string members) => FixRun.Gives(new NegativeCounterFix(), Source("Counter", members), Source("UpDownCounter", members));

    [Fact]
    public Task A_counter_assigned_in_the_constructor_is_changed() => FixRun.Gives(
        new NegativeCounterFix(),
        "using System.Diagnostics.Metrics; class C { readonly Counter<int> _open; public C(Meter meter) { _open = meter.CreateCounter<int>(\"a\"); } void M() => _open.Add(-1); }",
        "using System.Diagnostics.Metrics; class C { readonly UpDownCounter<int> _open; public C(Meter meter) { _open = meter.CreateUpDownCounter<int>(\"a\"); } void M() => _open.Add(-1); }");

    [Fact]
    public Task A_local_is_changed() => FixRun.Gives(
        new NegativeCounterFix(),
        "using System.Diagnostics.Metrics; var meter = new Meter(\"Shop\"); var open = meter.CreateCounter<int>(\"a\"); open.Add(-1);",
        "using System.Diagnostics.Metrics; var meter = new Meter(\"Shop\"); var open = meter.CreateUpDownCounter<int>(\"a\"); open.Add(-1);");

    [Theory]
    [InlineData("void Closed() => _open.Add(-1);", "internal readonly")]
    [InlineData("void Closed() => _open.Add(-1); Counter<int> Get() => _open;", "private readonly")]
    public Task Nothing_is_offered_where_others_may_rely_on_the_type(string members, string declaration) =>
        FixRun.OffersNothing(new NegativeCounterFix(), Source("Counter", members, declaration));
}
