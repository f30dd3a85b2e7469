using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>How instruments are declared and used.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo BareInstrument { get; } = new()
    {
        Id = "CNS3002",
        Title = "Instrument without unit or description",
        Scope = RuleScope.Everywhere,
        Severity = DiagnosticSeverity.Info,
        Message = "Instrument '{0}' states no {1}. State it: dashboards label their axes with it, and whoever is on call reads it.",
        Why = "The unit and the description travel with the measurements to every dashboard. A histogram without a unit leaves open whether 250 is a fast or a hanging call, "
            + "and a name alone does not say what is counted and what is left out.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                private readonly Histogram<double> _duration = [|meter.CreateHistogram<double>("shop.checkout.duration")|];

                void Finish(TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds);
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                private readonly Histogram<double> _duration = meter.CreateHistogram<double>(
                    "shop.checkout.duration", unit: "s", description: "Time from the cart to the paid order.");

                void Finish(TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds);
            }
            """,
        Fix = "Adds the missing arguments by name, with a text to replace.",
        Silent =
        [
            "Everything but a histogram may lack a unit: a counter of things needs none.",
            "The name is no constant: a method that forwards the name is judged by nobody but its author.",
            "The unit or the description is an expression, whatever it gives.",
        ],
        Neighbours = ["CNS3001 asks for the help text of prometheus-net.", "CNS3003 judges the unit that is stated."],
    };

    public static RuleInfo NegativeCounter { get; } = new()
    {
        Id = "CNS3009",
        Title = "Counter receives a negative value",
        Scope = RuleScope.Everywhere,
        Message = "Counter '{0}' gets the negative value '{1}'. Make it an UpDownCounter or a gauge: what reads a counter takes a fall for a restart and shows a burst that never was.",
        Why = "A counter only goes up; that is how a backend recognises a restart and computes a rate. A negative value makes prometheus-net throw in the middle of the request, "
            + "and elsewhere it turns into a spike on the dashboard that nobody can explain.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Sessions(Meter meter)
            {
                private readonly Counter<int> _open = meter.CreateCounter<int>("shop.sessions", description: "Open sessions.");

                void Opened() => _open.Add(1);

                void Closed() => _open.Add([|-1|]);
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Sessions(Meter meter)
            {
                private readonly UpDownCounter<int> _open = meter.CreateUpDownCounter<int>("shop.sessions", description: "Open sessions.");

                void Opened() => _open.Add(1);

                void Closed() => _open.Add(-1);
            }
            """,
        Fix = "Makes it an `UpDownCounter` when it is created and used in one type only.",
        Silent =
        [
            "The sign is not known: `after - before`, a parameter, the result of a call.",
            "The negated value is compared with zero in the same function: `if (change < 0) counter.Add(-change)`.",
            "An `UpDownCounter` or a gauge.",
        ],
    };
}
