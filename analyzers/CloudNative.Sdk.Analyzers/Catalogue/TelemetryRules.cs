namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS3xxx.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo UnitMismatch { get; } = new()
    {
        Id = "CNS3004",
        IsStarred = true,
        Title = "Recorded value contradicts the unit",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' is in {1}, but '{2}' is declared in {3}. Convert the value, or declare the unit it has.",
        Why = "Dashboards, alerts and the names on the metrics page follow the declared unit. A value in another one is wrong by a factor of a thousand, "
            + "and nothing fails: the alert never fires, or always does.",
        Bad = """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                private readonly Histogram<double> _duration = meter.CreateHistogram<double>("shop.checkout.duration", unit: "s", description: "Time to check out.");

                void Finish(Stopwatch watch) => _duration.Record([|watch.ElapsedMilliseconds|]);
            }
            """,
        Good = """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                private readonly Histogram<double> _duration = meter.CreateHistogram<double>("shop.checkout.duration", unit: "s", description: "Time to check out.");

                void Finish(Stopwatch watch) => _duration.Record(watch.Elapsed.TotalSeconds);
            }
            """,
        Fix = "Takes the property of the declared unit (`ElapsedMilliseconds` becomes `Elapsed.TotalSeconds`), or multiplies or divides by the factor.",
        Silent =
        [
            "The instrument states no unit and its name has no suffix of one, or several creations disagree.",
            "The value was rescaled to the unit: `watch.ElapsedMilliseconds / 1000d`.",
            "The unit of the value does not follow from where it comes or from its name.",
            "Units within ten per cent of each other, as KiBy and kBy.",
        ],
        Neighbours = ["CNS3003 judges the unit by itself; this rule compares it with the values."],
    };
}
