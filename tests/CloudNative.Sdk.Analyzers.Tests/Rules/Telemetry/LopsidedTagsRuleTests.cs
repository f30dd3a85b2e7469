using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class LopsidedTagsRuleTests
{
    private const string Id = "CNS3007";

    private static string Changes(string statements, string type = "UpDownCounter") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class C(Meter meter)
        {
            private static readonly KeyValuePair<string, object?> Read = new("kind", "read");
            private readonly {{type}}<int> _active = meter.Create{{type}}<int>("shop.active");

            async Task M(string route, int status, int delta, bool slow, KeyValuePair<string, object?>[] given, Func<Task> next)
            {
                {{statements}}
                await next();
            }

            void Fill(ref TagList tags) => tags.Add("route", "a");
        }
        """;

    [Theory]
    [InlineData("_active.Add(1, new KeyValuePair<string, object?>(\"route\", route)); await next(); [|_active.Add(-1, new(\"route\", route), new(\"status\", status))|];")]
    [InlineData("_active.Add(1, new KeyValuePair<string, object?>(\"route\", route)); try { await next(); } finally { [|_active.Add(-1)|]; }")]
    [InlineData("_active.Add(1); [|_active.Add(-1, Read)|];")]
    [InlineData("_active.Add(+1, Read); [|_active.Add(-1, new KeyValuePair<string, object?>(\"kind\", \"write\"))|];")]
    [InlineData("var tags = new TagList { { \"route\", route } }; _active.Add(1, tags); await next(); tags.Add(\"status\", status); [|_active.Add(-1, tags)|];")]
    [InlineData("var tags = new TagList { { \"route\", route } }; _active.Add(1, tags); [|_active.Add(-1, new TagList { { \"path\", route } })|];")]
    [InlineData("_active.Add(1, Read); [|_active.Add(1, new KeyValuePair<string, object?>(\"kind\", \"write\"))|]; _active.Add(-1, Read);")]
    [InlineData("_active.Add(1); [|_active?.Add(-1, Read)|];")]
    public Task Directions_with_different_tags_are_reported(string statements) => RuleRun.ReportsMarked(Id, Changes(statements));

    [Theory]
    [InlineData("_active.Add(1, Read); _active.Add(-1, Read);")]
    [InlineData("_active.Add(1); _active.Add(-1);")]
    [InlineData("_active.Add(1, new KeyValuePair<string, object?>(\"route\", route)); _active.Add(-1, new KeyValuePair<string, object?>(\"route\", status));")]
    [InlineData("_active.Add(1, Read); _active.Add(delta);")]
    [InlineData("_active.Add(1, Read); _active.Add(-delta); _active.Add(-1);")]
    [InlineData("_active.Add(1, given); _active.Add(-1, Read);")]
    [InlineData("_active.Add(1, given); _active.Add(-1, given);")]
    [InlineData("var tags = new TagList(); Fill(ref tags); _active.Add(1, tags); _active.Add(-1, tags);")]
    [InlineData("var tags = new TagList { { \"route\", route } }; _active.Add(1, tags); try { await next(); } finally { _active.Add(-1, tags); }")]
    [InlineData("var tags = new TagList { { \"route\", route } }; if (slow) { tags.Add(\"slow\", true); } _active.Add(1, tags); _active.Add(-1, tags);")]
    [InlineData("_active.Add(1, Read); _active.Add(1, new KeyValuePair<string, object?>(\"kind\", \"write\")); _active.Add(-1, new KeyValuePair<string, object?>(\"kind\", route));")]
    [InlineData("_active.Add(-1, Read);")]
    [InlineData("_active.Add(slow ? 1 : -1, Read); _active.Add(-1);")]
    public Task Equal_and_unknown_tags_are_not(string statements) => RuleRun.IsSilent(Id, Changes(statements));

    [Fact]
    public Task Other_instruments_are_not_pairs() => RuleRun.IsSilent(Id, Changes("_active.Record(1, Read); _active.Record(-1);", "Gauge"));

    [Fact]
    public Task Directions_meet_across_members_and_files() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; static class Metrics { public static readonly UpDownCounter<int> Active = new Meter(\"Shop\").CreateUpDownCounter<int>(\"shop.active\"); }",
        "using System.Diagnostics.Metrics; class Connection { void Open(string host) => Metrics.Active.Add(1, new KeyValuePair<string, object?>(\"host\", host)); void Close() => [|Metrics.Active.Add(-1)|]; }");

    [Fact]
    public Task Middleware_in_top_level_statements_is_seen() => RuleRun.ReportsMarked(Id, """
        using System.Diagnostics.Metrics;

        var active = new Meter("Shop").CreateUpDownCounter<int>("shop.active");
        var app = WebApplication.CreateBuilder(args).Build();
        app.Use(async (context, next) =>
        {
            active.Add(1, new KeyValuePair<string, object?>("method", context.Request.Method));
            await next(context);
            [|active.Add(-1, new("method", context.Request.Method), new("status", context.Response.StatusCode))|];
        });
        app.Run();
        """);

    [Fact]
    public async Task The_message_shows_both_directions() => Assert.Equal(
        "'shop.active' changes here with no tag, but goes the other way with 'kind=read'. Use the same tags for both, or no series ever returns to zero.",
        await RuleRun.Message(Id, Changes("_active.Add(1, Read); _active.Add(-1);")));

    [Theory]
    [InlineData("using System.Diagnostics.Metrics; class C { UpDownCounter<int> c; void M() { c.Add(1, new KeyValuePair<string, object?>(\"a\", )); c.Add(-1); c.Add(-) } }")]
    [InlineData("class C { void M() { active.Add(1, tag); active.Add(-1); } }")]
    public Task Unfinished_code_is_not_judged(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());
}
