using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class BaselineRuleTests
{
    private const string Id = "CNS3016";
    private const string Shipped = "Telemetry.Shipped.txt";
    private const string Unshipped = "Telemetry.Unshipped.txt";

    private static string Source(string tags = "new(\"color\", c), new(\"size\", s)", string create = "CreateCounter<long>(\"shop.orders\", \"{order}\")") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class Orders
        {
            private static readonly Meter Meter = new("Shop.Checkout");
            private static readonly Counter<long> Placed = Meter.{{create}};

            void Place(string c, string s, KeyValuePair<string, object?>[] given) => Placed.Add(1, {{tags}});
        }
        """;

    private static string Marked(string source) => source.Replace("\"shop.orders\"", "[|\"shop.orders\"|]", StringComparison.Ordinal);

    [Theory]
    [InlineData("Shop.Checkout  shop.orders  Counter  {order}  color")]
    [InlineData("Shop.Checkout\tshop.orders\tUpDownCounter\t{order}\tcolor,size")]
    [InlineData("Shop.Checkout shop.orders Counter {item} color,size")]
    [InlineData("Shop.Checkout shop.orders Counter - color,size")]
    [InlineData("Shop.Basket shop.orders Counter {order} color,size")]
    [InlineData("")]
    [InlineData("# Shop.Checkout shop.orders Counter {order} color,size")]
    [InlineData("*REMOVED* Shop.Checkout shop.orders Counter {order} color,size")]
    public async Task A_change_is_reported_at_the_instrument(string line)
    {
        var scenario = Scenario.Of(Source()).Beside(Unshipped, line);
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id && report.Location.IsInSource);

        Assert.Equal("\"shop.orders\"", report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan));
    }

    [Theory]
    [InlineData("Shop.Checkout  shop.orders  Counter  {order}  color,size")]
    [InlineData("Shop.Checkout\tshop.orders\tCounter\t{order}\tcolor,size\n# done\n")]
    [InlineData("Shop.Checkout shop.orders Counter {order} ?")]
    [InlineData("Shop.Checkout shop.orders Counter {order}")]
    [InlineData("? shop.orders Counter {order} color,size")]
    public Task What_is_stated_is_not(string line) => RuleRun.IsSilent(Id, Scenario.Of(Source()).Beside(Shipped, line));

    [Theory]
    [InlineData("given")]
    [InlineData("new KeyValuePair<string, object?>(c, s)")]
    public Task Unknown_tags_are_not_compared(string tags) => RuleRun.IsSilent(Id, Scenario.Of(Source(tags)).Beside(Shipped, "Shop.Checkout shop.orders Counter {order} color,size"));

    [Fact]
    public Task The_rule_sleeps_without_the_files() => RuleRun.IsSilent(Id, Source());

    [Fact]
    public Task An_unshipped_line_goes_before_a_shipped_one() => RuleRun.IsSilent(
        Id, Scenario.Of(Source()).Beside(Shipped, "Shop.Checkout shop.orders Counter {order} color").Beside(Unshipped, "Shop.Checkout shop.orders Counter {order} color,size"));

    [Fact]
    public async Task What_is_gone_is_reported_in_the_file()
    {
        var scenario = Scenario.Of(Source()).Beside(Shipped, "Shop.Checkout shop.orders Counter {order} color,size\nShop.Checkout shop.gone Histogram s -");
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id);

        Assert.Equal("/src/Shop/Telemetry.Shipped.txt", report.Location.GetLineSpan().Path);
        Assert.Equal(1, report.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(
            "Instrument 'shop.gone' of the telemetry baseline is no longer created. Bring it back, or add the line '*REMOVED*  Shop.Checkout  shop.gone  Histogram  s  -' to Telemetry.Unshipped.txt.",
            report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("*REMOVED*  Shop.Checkout  shop.gone  Histogram  s  -", "")]
    [InlineData("", "class Others { void M(Meter m, string name) => m.CreateCounter<int>(name); }")]
    public Task A_removal_can_be_stated_and_unknown_names_may_be_it(string unshipped, string more) => RuleRun.IsSilent(
        Id, Scenario.Of(Source() + more).Beside(Shipped, "Shop.Checkout shop.orders Counter {order} color,size\nShop.Checkout shop.gone Histogram s -").Beside(Unshipped, unshipped));

    [Fact]
    public Task Observable_instruments_and_those_without_tags_are_part_of_it() => RuleRun.IsSilent(Id, Scenario.Of("""
        using System.Diagnostics.Metrics;

        class C
        {
            private static readonly Meter Meter = new("Shop");
            private readonly Counter<int> _plain = Meter.CreateCounter<int>("shop.plain");
            private readonly Counter<int> _unused = Meter.CreateCounter<int>("shop.unused");

            C()
            {
                Meter.CreateObservableGauge("shop.value", () => 1, "s");
                Meter.CreateObservableGauge("shop.tagged", () => new Measurement<int>(1, new KeyValuePair<string, object?>("color", 1)));
                Meter.CreateObservableGauge("shop.elsewhere", Measure);
            }

            void M() => _plain.Add(1);
            Measurement<int> Measure() => new(1);
        }
        """).Beside(Shipped, """
        Shop  shop.plain      Counter          -  -
        Shop  shop.unused     Counter          -  anything
        Shop  shop.value      ObservableGauge  s  -
        Shop  shop.tagged     ObservableGauge  -  color
        Shop  shop.elsewhere  ObservableGauge  -  anything
        """));

    [Fact]
    public Task The_span_is_the_name() => RuleRun.ReportsMarked(Id, Scenario.Of(Marked(Source())).Beside(Unshipped, ""));

    [Fact]
    public async Task The_message_shows_the_entry_and_the_line()
    {
        var scenario = Scenario.Of(Source()).Beside(Shipped, "Shop.Checkout shop.orders Counter {order} color");
        Assert.Equal(
            "Instrument 'shop.orders' is 'Shop.Checkout  shop.orders  Counter  {order}  color,size', but the baseline says 'Shop.Checkout  shop.orders  Counter  {order}  color'. "
                + "Take the change back, or state it in Telemetry.Unshipped.txt so that whoever reads the metric can see it.",
            Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("using System.Diagnostics.Metrics; class C { Meter m = new(\"Shop\"); void M() { m.CreateCounter<int>(\"a\", ; m.CreateCounter<Missing>(\"b\"); } }")]
    public async Task Unfinished_code_does_no_harm(string source)
    {
        var scenario = Scenario.Of(source).Broken().Beside(Shipped, "a\nb c d e f g\n\t\n*REMOVED*");
        Assert.DoesNotContain(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == "AD0001");
    }
}
