namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The rule about changes of what a service measures.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo Baseline { get; } = new()
    {
        Id = "CNS3016",
        IsStarred = true,
        Title = "Telemetry surface changed against the baseline",
        Scope = RuleScope.Everywhere,
        Message = "Instrument '{0}' is '{1}', but the baseline says '{2}'. Take the change back, or state it in Telemetry.Unshipped.txt so that whoever reads the metric can see it.",
        Why = "Dashboards, alerts and service level objectives are written against names, units and tags, in other repositories and by other people. A renamed instrument or a lost tag "
            + "breaks them without an error: the panel is empty and the alert is silent. With a baseline the change is in the diff, and in the review.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Orders
            {
                private static readonly Meter Meter = new("Shop.Checkout");
                private static readonly Counter<long> Placed = Meter.CreateCounter<long>([|"shop.orders"|], "{order}", "Orders placed.");

                void Place(string color, string size) =>
                    Placed.Add(1, new KeyValuePair<string, object?>("color", color), new KeyValuePair<string, object?>("size", size));
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Orders
            {
                private static readonly Meter Meter = new("Shop.Checkout");
                private static readonly Counter<long> Placed = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");

                void Place(string color) => Placed.Add(1, new KeyValuePair<string, object?>("color", color));
            }
            """,
        ExampleFiles = [("Telemetry.Shipped.txt", "Shop.Checkout  shop.orders  Counter  {order}  color\n"), ("Telemetry.Unshipped.txt", "")],
        Fix = "Writes the entry to `Telemetry.Unshipped.txt`. Its lines go before those of `Telemetry.Shipped.txt`; a release moves them there.",
        Silent =
        [
            "The project has neither file: an empty `Telemetry.Unshipped.txt` beside the project turns the rule on.",
            "What cannot be told is written as `?` and never compared: tags that are not constant, or recordings in another assembly.",
            "An instrument that is gone, with its line in `Telemetry.Unshipped.txt` after `*REMOVED*`.",
        ],
        Neighbours = ["CNS3006 compares the tags of one instrument with one another."],
    };

    public const string BaselineAddedMessage =
        "Instrument '{0}' is not in the telemetry baseline. Add the line '{1}' to Telemetry.Unshipped.txt.";

    public const string BaselineRemovedMessage =
        "Instrument '{0}' of the telemetry baseline is no longer created. Bring it back, or add the line '{1}' to Telemetry.Unshipped.txt.";
}
