using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class DoubleDefinitionRuleTests
{
    private const string Id = "CNS3010";

    private static string Created(string statements) => $$"""
        using System.Diagnostics.Metrics;

        class C
        {
            private static readonly Meter Shop = new("Shop");
            private static readonly Meter AlsoShop = new(new MeterOptions("Shop"));
            private static readonly Meter Other = new("Other");

            void M(Meter m, Meter n, IMeterFactory factory, string unknown)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("m.CreateCounter<int>(\"shop.sold\", \"{item}\"); m.CreateCounter<long>([|\"shop.sold\"|]);")]
    [InlineData("m.CreateCounter<int>(\"shop.sold\"); m.CreateUpDownCounter<int>([|\"shop.sold\"|]);")]
    [InlineData("m.CreateCounter<int>(\"shop.sold\", \"{item}\"); m.CreateCounter<int>([|\"shop.sold\"|], \"{order}\");")]
    [InlineData("m.CreateCounter<int>(\"shop.sold\", null, \"A.\"); m.CreateCounter<int>([|\"shop.sold\"|], null, \"B.\");")]
    [InlineData("m.CreateCounter<int>(\"shop.sold\"); m.CreateCounter<int>([|\"Shop.Sold\"|], \"s\");")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); AlsoShop.CreateCounter<long>([|\"shop.sold\"|]);")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); factory.Create(\"Shop\").CreateCounter<long>([|\"shop.sold\"|]);")]
    [InlineData("var local = factory.Create(\"Shop\"); local.CreateCounter<int>(\"shop.sold\"); new Meter(\"Shop\").CreateHistogram<int>([|\"shop.sold\"|]);")]
    [InlineData("Shop.CreateCounter<int>([|\"shop.sold\"|]); Shop.CreateCounter<long>(\"shop.sold\"); Shop.CreateCounter<long>(\"shop.sold\");")]
    [InlineData("Shop.CreateObservableGauge(\"shop.open\", () => 1); Shop.CreateObservableGauge([|\"shop.open\"|], () => 1d);")]
    public Task The_definition_that_differs_is_reported(string statements) => RuleRun.ReportsMarked(Id, Created(statements));

    [Theory]
    [InlineData("m.CreateCounter<int>(\"shop.sold\"); m.CreateCounter<int>(\"shop.sold\");")]
    [InlineData("m.CreateCounter<int>(\"shop.sold\"); n.CreateCounter<long>(\"shop.sold\");")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); Other.CreateCounter<long>(\"shop.sold\");")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); Shop.CreateCounter<long>(\"shop.bought\");")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); m.CreateCounter<long>(\"shop.sold\");")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\"); new Meter(unknown).CreateCounter<long>(\"shop.sold\");")]
    [InlineData("Shop.CreateCounter<int>(unknown); Shop.CreateCounter<long>(unknown);")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\", \"{item}\"); Shop.CreateCounter<int>(\"shop.sold\", unknown);")]
    [InlineData("Shop.CreateCounter<int>(\"shop.sold\", null, \"Things.\"); Shop.CreateCounter<int>(\"shop.sold\", null, unknown);")]
    [InlineData("""
        #if NEVER
        Shop.CreateCounter<int>("shop.sold");
        #else
        Shop.CreateCounter<long>("shop.sold");
        #endif
        """)]
    public Task Equal_and_unknown_definitions_are_not(string statements) => RuleRun.IsSilent(Id, Created(statements));

    [Fact]
    public async Task A_name_that_is_the_namespace_of_another_is_a_suggestion()
    {
        var scenario = Scenario.Of(Created("Shop.CreateCounter<int>(\"shop.orders\"); Shop.CreateCounter<int>(\"shop.orders.failed\"); Shop.CreateCounter<int>(\"shop.ordersize\"); Other.CreateCounter<int>(\"shop\");"));
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id);

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
        Assert.Equal(
            "Instrument 'shop.orders' has the name of the namespace of 'shop.orders.failed'. Give it a last segment of its own, or readers that make a tree of the names cannot place both.",
            report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_meter_given_to_a_constructor_is_followed() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics.Metrics;

        var meter = new Meter("Shop");
        var sales = new Sales(meter);
        var stock = new Stock(meter);

        class Sales(Meter meter) { private readonly Counter<int> _sold = meter.CreateCounter<int>("shop.sold"); }
        class Stock { private readonly Counter<long> _sold; public Stock(Meter meter) { _sold = meter.CreateCounter<long>([|"shop.sold"|]); } }
        """);

    [Fact]
    public async Task The_definition_of_a_referenced_project_counts()
    {
        var library = FactRun.Of(Scenario.Of("using System.Diagnostics.Metrics; public static class T { public static readonly Counter<int> Sold = new Meter(\"Shop\").CreateCounter<int>(\"shop.sold\", \"{item}\"); }").Named("Shop.Shared")).ToReference();

        Assert.Equal(
            "Instrument 'shop.sold' is Counter<long> here and Counter<int> in Shop.Shared. Create it once and share it, or give one of them another name.",
            await Message(Scenario.Of(Created("Shop.CreateCounter<long>(\"shop.sold\", \"{item}\");")).Reference(library)));
        await RuleRun.IsSilent(Id, Scenario.Of(Created("Shop.CreateCounter<int>(\"shop.sold\", \"{item}\");")).Reference(library));
    }

    private static async Task<string> Message(Scenario scenario) =>
        Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public Task The_other_place_may_be_in_another_file() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; partial record A { static readonly Meter M = new(\"Shop\"); static readonly Counter<int> C = M.CreateCounter<int>([|\"shop.a\"|]); }",
        "using System.Diagnostics.Metrics; class B { static readonly Histogram<int> C = new Meter(\"Shop\").CreateHistogram<int>(\"shop.a\"); }");

    [Theory]
    [InlineData("using System.Diagnostics.Metrics; class C { Meter m = new(\"Shop\"); void M() { m.CreateCounter<Missing>(\"a\"); m.CreateCounter<>(\"a\"); m.CreateCounter<int>( } }")]
    [InlineData("class C { void M() { meter.CreateCounter<int>(\"a\"); meter.CreateCounter<long>(\"a\"); } }")]
    public Task Unfinished_code_is_not_judged(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());
}
