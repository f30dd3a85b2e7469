using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UndisposedActivityRuleTests
{
    private const string Id = "CNS3012";

    private static string Source(string body, string members = "") => $$"""
        using System.Diagnostics;

        class Packing
        {
            private static readonly ActivitySource Source = new("Shop.Packing");
            private readonly Dictionary<string, object?> _items = new();
            private Activity? _current;
            private Activity? Current { get; set; }

            async Task Pack(bool traced)
            {
                await Task.Yield();
                {{body}}
            }

            {{members}}
        }

        static class Extensions
        {
            public static Activity? StartOrder(this ActivitySource source, int id) => source.StartActivity("order")?.SetTag("id", id);
            public static void Enrich(this Activity? activity, int id) => activity?.SetTag("id", id);
            public static void EndOk(this Activity? activity) => activity?.Dispose();
        }
        """;

    [Theory]
    [InlineData("[|Source.StartActivity(\"a\")|];")]
    [InlineData("_ = [|Source.StartActivity(\"a\")|];")]
    [InlineData("Source.StartActivity(\"a\")?.SetTag(\"k\", 1);", "Source.StartActivity(\"a\")")]
    [InlineData("Source.StartActivity(\"a\")!.SetTag(\"k\", 1).SetTag(\"l\", 2);", "Source.StartActivity(\"a\")")]
    [InlineData("var a = [|Source.StartActivity(\"a\")|]; await Task.Delay(1);")]
    [InlineData("Activity? a = [|Source.StartActivity(\"a\", ActivityKind.Producer)|]; a?.SetTag(\"k\", 1); a?.AddEvent(new ActivityEvent(\"e\"));")]
    [InlineData("var a = Source.StartActivity(\"a\")?.SetTag(\"k\", 1); a?.SetStatus(ActivityStatusCode.Ok);", "Source.StartActivity(\"a\")")]
    [InlineData("var a = traced ? [|Source.StartActivity(\"a\")|] : null; if (a != null) { a.DisplayName = \"b\"; }")]
    [InlineData("Activity? a = null; if (traced) { a = [|Source.StartActivity(\"a\")|]; } a?.SetTag(\"k\", 1);")]
    [InlineData("if ([|Source.StartActivity(\"a\")|] is { } a) { a.SetTag(\"k\", 1); }")]
    [InlineData("if ([|Source.StartActivity(\"a\")|] is Activity a && a.IsAllDataRequested) { a.SetTag(\"k\", 1); }")]
    [InlineData("var a = [|Source.StartActivity(\"a\")|]; a.Enrich(1); if (a is null) { return; }")]
    [InlineData("var a = [|Source.StartOrder(1)|]; a?.SetTag(\"k\", 1);")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { var a = [|Source.StartActivity(\"a\")|]; a?.SetTag(\"i\", i); }")]
    [InlineData("var a = [|Source.StartActivity(\"a\")|]; Action tag = () => a?.SetTag(\"k\", 1); tag();")]
    [InlineData("Action start = () => [|Source.StartActivity(\"a\")|];")]
    [InlineData("try { var a = [|Source.StartActivity(\"a\")|]; await Task.Delay(1); } catch { }")]
    [InlineData("var a = [|Source.StartActivity(\"a\")|]; using var b = Source.StartActivity(\"b\"); var id = a?.Id;")]
    [InlineData("var a = [|Source.StartActivity(\"a\")|]; var b = Source.StartActivity(\"b\"); b?.Stop();")]
    [InlineData("async Task Local() { var a = [|Source.StartActivity()|]; await Task.Yield(); } await Local();")]
    public Task An_activity_that_never_ends_is_reported(string body, string? marked = null) =>
        RuleRun.ReportsMarked(Id, Source(marked is null ? body : body.Replace(marked, $"[|{marked}|]", StringComparison.Ordinal)));

    [Theory]
    [InlineData("using var a = Source.StartActivity(\"a\");")]
    [InlineData("using var a = Source.StartActivity(\"a\")?.SetTag(\"k\", 1);")]
    [InlineData("using var a = traced ? Source.StartActivity(\"a\") : null;")]
    [InlineData("using (Source.StartActivity(\"a\")) { }")]
    [InlineData("using (var a = Source.StartActivity(\"a\")) { a?.SetTag(\"k\", 1); }")]
    [InlineData("var a = Source.StartActivity(\"a\"); using (a) { }")]
    [InlineData("var a = Source.StartActivity(\"a\"); try { await Task.Delay(1); } finally { a?.Dispose(); }")]
    [InlineData("var a = Source.StartActivity(\"a\"); await Task.Delay(1); a?.Stop();")]
    [InlineData("var a = Source.StartActivity(\"a\"); if (a is not null) { a.SetTag(\"k\", 1).Stop(); }")]
    [InlineData("var a = Source.StartActivity(\"a\"); a.EndOk();")]
    [InlineData("if (Source.StartActivity(\"a\") is { } a) { a.Dispose(); }")]
    [InlineData("_current = Source.StartActivity(\"a\");")]
    [InlineData("Current = Source.StartActivity(\"a\");")]
    [InlineData("_items[\"a\"] = Source.StartActivity(\"a\");")]
    [InlineData("_items.Add(\"a\", Source.StartActivity(\"a\"));")]
    [InlineData("var a = Source.StartActivity(\"a\"); _items[\"a\"] = a;")]
    [InlineData("var a = Source.StartActivity(\"a\"); var b = a; b?.Stop();")]
    [InlineData("var a = Source.StartActivity(\"a\"); Keep(a);")]
    [InlineData("var a = Source.StartActivity(\"a\"); Action stop = () => a?.Stop(); stop();")]
    [InlineData("var a = Source.StartActivity(\"a\"); Action stop = a!.Stop; stop();")]
    [InlineData("var a = Source.StartActivity(\"a\"); await Task.Delay(1); Activity.Current?.Stop();")]
    [InlineData("Source.StartActivity(\"a\"); Activity.Current!.Dispose();")]
    [InlineData("Func<Activity?> make = () => Source.StartActivity(\"a\"); using var a = make();")]
    [InlineData("using var a = Source.StartOrder(1);")]
    [InlineData("var a = Source.CreateActivity(\"a\", ActivityKind.Client);")]
    [InlineData("var pair = (Source.StartActivity(\"a\"), 1);")]
    public Task An_activity_that_ends_or_leaves_is_silent(string body) => RuleRun.IsSilent(Id, Source(body, "void Keep(Activity? activity) => _current = activity;"));

    [Theory]
    [InlineData("Activity? Start() => Source.StartActivity(\"a\");")]
    [InlineData("Activity? Start() { var a = Source.StartActivity(\"a\"); a?.SetTag(\"k\", 1); return a; }")]
    [InlineData("void Start(out Activity? a) => a = Source.StartActivity(\"a\");")]
    [InlineData("IEnumerable<Activity?> Start() { yield return Source.StartActivity(\"a\"); }")]
    [InlineData("Activity? Started { get { var a = Source.StartActivity(\"a\"); return a; } }")]
    [InlineData("private readonly Activity? _own = Source.StartActivity(\"a\");")]
    public Task A_member_that_gives_it_away_is_silent(string member) => RuleRun.IsSilent(Id, Source("", member));

    [Fact]
    public Task Top_level_statements_minimal_apis_records_and_partial_classes_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics;
        var source = new ActivitySource("Shop");
        var app = WebApplication.CreateBuilder(args).Build();
        var start = [|source.StartActivity("start")|];
        app.MapGet("/", async () => { var a = [|source.StartActivity("get")|]; await Task.Delay(1); return "ok"; });
        app.Run();
        partial class Door(ActivitySource source) { void Open() { var a = [|source.StartActivity("open")|]; } }
        record Desk(ActivitySource Source) { void Open() => [|Source.StartActivity("open")|]; }
        """);

    [Theory]
    [InlineData("var a = Source.StartActivity(missing")]
    [InlineData("var a = Source.StartActivity(")]
    [InlineData("var a = Missing.StartActivity(\"a\"); a?.")]
    [InlineData("if (Source.StartActivity(\"a\") is { } ")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Source(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("var a = Source.StartActivity(\"a\");"));

    [Fact]
    public async Task The_message_names_the_call() => Assert.Equal(
        "The activity that 'Source.StartActivity(\"a\")' starts is never disposed. Declare it with 'using', or it is not exported and everything that follows becomes its child.",
        await RuleRun.Message(Id, Source("Source.StartActivity(\"a\");")));
}
