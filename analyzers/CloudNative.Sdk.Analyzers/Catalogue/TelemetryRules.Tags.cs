using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The rules that compare the tags of one instrument.</summary>
internal static partial class TelemetryRules
{
    public static RuleOption OptionalTagKeys { get; } = new(
        "cns_3006_optional_keys", "error.type, exception.type", "Keys that a recording may have or not, as those of failures.");

    public static RuleInfo TagDrift { get; } = new()
    {
        Id = "CNS3006",
        IsStarred = true,
        Severity = DiagnosticSeverity.Info,
        Title = "Tag sets differ between call sites of one instrument",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' is recorded with {1} here and with {2} elsewhere. Give every recording the same keys, with a value as 'unknown' where there is none.",
        Why = "A query that groups by a tag drops the series that lack it, and a sum over all of them counts what the parts do not show. "
            + "Whoever reads the dashboard sees two numbers for one thing and trusts neither.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Sales(Meter meter)
            {
                private readonly Counter<long> _sold = meter.CreateCounter<long>("shop.sold", description: "Things sold.");

                void Sold(string color) => [|_sold.Add(1, new KeyValuePair<string, object?>("color", color))|];

                void Sold(string color, string size) =>
                    _sold.Add(1, new KeyValuePair<string, object?>("color", color), new KeyValuePair<string, object?>("size", size));
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Sales(Meter meter)
            {
                private readonly Counter<long> _sold = meter.CreateCounter<long>("shop.sold", description: "Things sold.");

                void Sold(string color) => Sold(color, "unknown");

                void Sold(string color, string size) =>
                    _sold.Add(1, new KeyValuePair<string, object?>("color", color), new KeyValuePair<string, object?>("size", size));
            }
            """,
        Silent =
        [
            "The keys of a recording cannot be told: they are not constant, added in a loop, or come with a parameter.",
            "The difference is a key that only failures have (`cns_3006_optional_keys`).",
            "The instruments are different ones, though their variables have one name.",
        ],
        Options = [OptionalTagKeys],
        Neighbours = ["CNS3007 judges the pairs of an UpDownCounter, where a difference is a wrong number."],
    };

    public static RuleInfo LopsidedTags { get; } = new()
    {
        Id = "CNS3007",
        IsStarred = true,
        Title = "UpDownCounter goes up and down with different tags",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' changes here with {1}, but goes the other way with {2}. Use the same tags for both, or no series ever returns to zero.",
        Why = "Each combination of tags is a counter of its own. When the decrement has other tags than the increment, one series only rises and another only falls below zero, "
            + "so the number of active things is wrong for ever, and more so every hour.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Requests(Meter meter)
            {
                private readonly UpDownCounter<int> _active = meter.CreateUpDownCounter<int>("shop.requests.active", description: "Requests being handled.");

                async Task Handle(string route, Func<Task<int>> next)
                {
                    _active.Add(1, new KeyValuePair<string, object?>("route", route));
                    var status = await next();
                    [|_active.Add(-1, new KeyValuePair<string, object?>("route", route), new KeyValuePair<string, object?>("status", status))|];
                }
            }
            """,
        Good = """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            class Requests(Meter meter)
            {
                private readonly UpDownCounter<int> _active = meter.CreateUpDownCounter<int>("shop.requests.active", description: "Requests being handled.");

                async Task Handle(string route, Func<Task> next)
                {
                    var tags = new TagList { { "route", route } };
                    _active.Add(1, tags);
                    try
                    {
                        await next();
                    }
                    finally
                    {
                        _active.Add(-1, tags);
                    }
                }
            }
            """,
        Silent =
        [
            "The sign of a change is not known: `Add(delta)`.",
            "The tags of a recording cannot be told.",
            "Both directions use the same variable, which nothing changes in between.",
        ],
        Neighbours = ["CNS3006 compares the keys of all instruments."],
    };
}
