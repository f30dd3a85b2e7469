using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The rule about names made of data.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo UnboundedSpanName { get; } = new()
    {
        Id = "CNS3013",
        Severity = DiagnosticSeverity.Info,
        Title = "Span name or attribute key from unbounded data",
        Scope = RuleScope.Everywhere,
        Message = "The span name '{0}' holds {1}, so hardly two spans share a name. Name the kind of work, and give the value as a tag.",
        Why = "Trace stores group, sample and search by the name of a span, and metrics made from spans have it as a tag. A name that holds an id puts each span into a group of its own, "
            + "and the list of operations becomes a list of requests.",
        Bad = """
            using System.Diagnostics;

            record Order(int Id);

            class Orders
            {
                private static readonly ActivitySource Source = new("Shop.Orders");

                void Process(Order order)
                {
                    using var span = Source.StartActivity([|$"process order {order.Id}"|]);
                }
            }
            """,
        Good = """
            using System.Diagnostics;

            record Order(int Id);

            class Orders
            {
                private static readonly ActivitySource Source = new("Shop.Orders");

                void Process(Order order)
                {
                    using var span = Source.StartActivity("process order");
                    span?.SetTag("order.id", order.Id);
                }
            }
            """,
        Fix = "Keeps the fixed words as the name and gives each value as a tag after the start of the span.",
        Silent =
        [
            "Names of types, events and methods, route patterns, `CallerMemberName`, and a choice between constants.",
            "Where the parts of the name come from is not known.",
        ],
        Neighbours = ["CNS3005 judges the values of metric tags the same way."],
    };

    public const string UnboundedKeyMessage =
        "The attribute key '{0}' holds {1}, so every value makes a key of its own. Use a fixed key, and give the value as its value.";
}
