namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The rules that follow instruments, tags and sources through a compilation.</summary>
internal static partial class TelemetryRules
{
    public static RuleOption UnboundedTagAllow { get; } = new(
        "cns_3005_allow", "shard, partition", "Keys of tags, or words of them, that may take such values.");

    public static RuleOption BoundedTypes { get; } = new(
        "cns_3005_bounded_types", "", "Types, by name or full name, whose values are few.");

    public static RuleInfo UnboundedTag { get; } = new()
    {
        Id = "CNS3005",
        IsStarred = true,
        Title = "Tag value has no bound",
        Scope = RuleScope.Everywhere,
        Message = "{0} takes '{1}', {2}, and every new value is a new time series. Use a value of a small fixed set, and give this one to a log or a span.",
        Why = "A time series is kept for each combination of tag values, in the process, in the collector and in the store. A value that never repeats makes series without end: "
            + "the memory of the service grows, scrapes time out, and the bill of the metrics store with them.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Payments(Meter meter)
            {
                private readonly Counter<long> _failed = meter.CreateCounter<long>("shop.payments.failed", description: "Payments that failed.");

                void Failed(Exception ex) => _failed.Add(1, new KeyValuePair<string, object?>("reason", [|ex.Message|]));
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Payments(Meter meter)
            {
                private readonly Counter<long> _failed = meter.CreateCounter<long>("shop.payments.failed", description: "Payments that failed.");

                void Failed(Exception ex) => _failed.Add(1, new KeyValuePair<string, object?>("error.type", ex.GetType().Name));
            }
            """,
        Fix = "Replaces the text of an exception by the name of its type, and the path of a request by the pattern of its route.",
        Silent =
        [
            "Enumerations, booleans, constants, names of types, status codes, methods, route patterns, and a choice between constants.",
            "A value that was tested before it is used: `known.Contains(name) ? name : \"other\"`.",
            "Tags of spans and attributes of resources.",
            "Where the value comes from is not known.",
        ],
        Options = [UnboundedTagAllow, BoundedTypes],
        Neighbours = ["CNS3013 judges names of spans the same way."],
    };

    public const string IdentifierTagMessage =
        "{0} takes '{1}', {2} of one of many, and every new value is a new time series. Use a value of a small fixed set, or allow the key with cns_3005_allow.";
}
