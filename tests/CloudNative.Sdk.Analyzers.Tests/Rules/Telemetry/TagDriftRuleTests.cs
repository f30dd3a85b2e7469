using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class TagDriftRuleTests
{
    private const string Id = "CNS3006";

    private static string Recordings(string statements, string helpers = "") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class C(Meter meter)
        {
            private const string ColorKey = "color";
            private static readonly KeyValuePair<string, object?> Red = new("color", "red");
            private readonly Counter<long> _sold = meter.CreateCounter<long>("shop.sold");
            private readonly Counter<long> _other = meter.CreateCounter<long>("shop.other");

            void M(string c, string s, bool failed, KeyValuePair<string, object?>[] given, IEnumerable<string> many, Counter<long> received)
            {
                {{statements}}
            }

            static KeyValuePair<string, object?> Color(string value) => new("color", value);
            static TagList Both(string c, string s) => new() { { "color", c }, { "size", s } };
            static TagList Built(string c, string s) { var tags = new TagList(); tags.Add("color", c); tags.Add("size", s); return tags; }
            {{helpers}}
        }
        """;

    [Theory]
    [InlineData("[|_sold.Add(1, new KeyValuePair<string, object?>(\"color\", c))|]; _sold.Add(1, new(\"color\", c), new(\"size\", s));")]
    [InlineData("[|_sold.Add(1)|]; _sold.Add(1, Red);")]
    [InlineData("_sold.Add(1, Red); [|_sold.Add(2)|];")]
    [InlineData("_sold.Add(1, Red); [|_sold?.Add(2)|];")]
    [InlineData("_sold.Add(1); _sold.Add(1); [|_sold.Add(1, Red)|];")]
    [InlineData("_sold.Add(1, Red); _sold.Add(2, new KeyValuePair<string, object?>(ColorKey, c)); [|_sold.Add(1, new KeyValuePair<string, object?>(\"colour\", c))|];")]
    [InlineData("[|_sold.Add(1, Color(c))|]; _sold.Add(1, Both(c, s));")]
    [InlineData("[|_sold.Add(1, Color(c))|]; _sold.Add(1, Built(c, s));")]
    [InlineData("[|_sold.Add(1, new TagList { { \"color\", c } })|]; var tags = new TagList(); tags.Add(\"color\", c); tags.Add(\"size\", s); _sold.Add(1, tags);")]
    [InlineData("TagList tags = default; tags.Add(Red); [|_sold.Add(1, tags)|]; tags.Add(\"size\", s); _sold.Add(1, tags);")]
    [InlineData("[|_sold.Add(1, [Red])|]; _sold.Add(1, [Red, new(\"size\", s)]);")]
    [InlineData("[|_sold.Add(1, new[] { Red })|]; var all = new KeyValuePair<string, object?>[] { Red, new(\"size\", s) }; _sold.Add(1, all);")]
    [InlineData("var sold = _sold; [|sold.Add(1)|]; _sold.Add(1, Red);")]
    [InlineData("var local = meter.CreateCounter<int>(\"shop.local\"); [|local.Add(1)|]; local.Add(1, Red);")]
    [InlineData("try { _sold.Add(1, Red); } catch (Exception ex) { [|_sold.Add(1, new(\"color\", c), new(\"reason\", ex.GetType().Name))|]; } _sold.Add(2, Red);")]
    [InlineData("[|_sold.Add(1, Red)|]; [|_sold.Add(1)|]; _sold.Add(1, Both(c, s)); _sold.Add(2, Both(c, s));")]
    public Task The_site_that_differs_is_reported(string statements) => RuleRun.ReportsMarked(Id, Recordings(statements));

    [Theory]
    [InlineData("_sold.Add(1, Red); _sold.Add(2, Color(c));")]
    [InlineData("_sold.Add(1, new(\"color\", c), new(\"size\", s)); _sold.Add(1, new(\"size\", s), new(\"color\", c));")]
    [InlineData("_sold.Add(1, Red); _other.Add(1);")]
    [InlineData("_sold.Add(1, Red); _sold.Add(1, new(\"color\", c), new(\"error.type\", \"timeout\"));")]
    [InlineData("_sold.Add(1, Red); _sold.Add(1, given);")]
    [InlineData("_sold.Add(1, Red); _sold.Add(1, new KeyValuePair<string, object?>(c, s));")]
    [InlineData("var tags = new TagList { Red }; if (failed) { tags.Add(\"reason\", s); } _sold.Add(1, tags); _sold.Add(1, Red);")]
    [InlineData("var tags = new TagList { Red }; if (failed) { tags.Add(\"error.type\", s); } _sold.Add(1, tags); _sold.Add(1, Red);")]
    [InlineData("var tags = new TagList { Red }; foreach (var one in many) { tags.Add(one, s); } _sold.Add(1, tags); _sold.Add(1, Red);")]
    [InlineData("var tags = new TagList { Red }; Fill(ref tags); _sold.Add(1, tags); _sold.Add(1);")]
    [InlineData("var tags = failed ? new TagList { Red } : default; _sold.Add(1, tags); _sold.Add(1, Red);")]
    [InlineData("_sold.Add(1, Red); _sold.Add(1, Wide(c));")]
    [InlineData("received.Add(1); received.Add(1, Red);")]
    [InlineData("foreach (var each in new[] { _sold, _other }) { each.Add(1); } _sold.Add(1, Red);")]
    [InlineData("_sold.Add(1, given.Append(Red).ToArray()); _sold.Add(1, Red);")]
    public Task Equal_unknown_and_optional_keys_are_not(string statements) => RuleRun.IsSilent(Id, Recordings(statements, """
        static void Fill(ref TagList tags) => tags.Add("more", 1);
        static TagList Wide(string c) { if (c.Length > 1) { return new() { { "a", 1 } }; } return new() { { "b", 1 } }; }
        """));

    [Fact]
    public Task An_instrument_is_one_across_files_and_parts() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; static partial class Metrics { public static readonly Counter<int> Sold = new Meter(\"Shop\").CreateCounter<int>(\"shop.sold\"); }",
        "static partial class Metrics { public static void A(string c) => Sold.Add(1, new KeyValuePair<string, object?>(\"color\", c)); }",
        "record R { void M() => [|Metrics.Sold.Add(1)|]; }");

    [Fact]
    public Task Top_level_statements_and_handlers_are_seen() => RuleRun.ReportsMarked(Id, """
        using System.Diagnostics.Metrics;

        var sold = new Meter("Shop").CreateCounter<int>("shop.sold");
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/a", (string color) => sold.Add(1, new KeyValuePair<string, object?>("color", color)));
        app.MapPost("/b", () => [|sold.Add(1)|]);
        app.Run();
        """);

    [Fact]
    public async Task The_message_shows_both_sets() => Assert.Equal(
        "'shop.sold' is recorded with no tag here and with 'color, size' elsewhere. Give every recording the same keys, with a value as 'unknown' where there is none.",
        await RuleRun.Message(Id, Recordings("_sold.Add(1); _sold.Add(1, Both(c, s));")));

    [Fact]
    public Task Optional_keys_can_be_set() => RuleRun.IsSilent(Id, Scenario.Of(Recordings("_sold.Add(1, Red); _sold.Add(1);")).Option("cns_3006_optional_keys", "size, color"));

    [Theory]
    [InlineData("using System.Diagnostics.Metrics; class C { Counter<int> c; void M() { c.Add(1, new KeyValuePair<string, object?>(\"a\", )); c.Add(1, tags); c.Add( } }")]
    [InlineData("class C { void M() { counter.Add(1, tag); counter.Add(1); } }")]
    public Task Unfinished_code_is_not_judged(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());

    private const string MadeWhenAskedFor = """
        using System.Diagnostics.Metrics;

        static class Totals
        {
            private static readonly Meter Meter = new("Shop");
            public static readonly Lazy<Counter<long>> Sold = new(() => Meter.CreateCounter<long>("shop.sold"));
            public static readonly Lazy<Counter<long>> Lost = new(() => Meter.CreateCounter<long>("shop.lost"));
            public static readonly Dictionary<string, Counter<long>> ByName = [];
        }
        """;

    [Theory]
    [InlineData("Totals.Sold.Value.Add(1); Totals.Lost.Value.Add(1, Red);")]
    [InlineData("Totals.ByName[c].Add(1); Totals.ByName[s].Add(1, Red);")]
    public Task Instruments_behind_one_property_are_not_one(string statements) => RuleRun.IsSilent(Id, Recordings(statements), MadeWhenAskedFor);

    [Fact]
    public Task An_instrument_that_is_made_when_asked_for_is_known_by_what_holds_it() =>
        RuleRun.ReportsMarked(Id, Recordings("[|Totals.Sold.Value.Add(1)|]; Totals.Sold.Value.Add(1, Red);"), MadeWhenAskedFor);
}
