using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>How instruments are declared and used.</summary>
internal static partial class TelemetryRules
{
    public static RuleOption AllowedNames { get; } = new(
        "cns_3001_allow", "", "Names that stay as they are, of instruments, metrics, tags and labels; a `*` at the end stands for any rest.");

    public static RuleInfo InstrumentName { get; } = new()
    {
        Id = "CNS3001",
        Title = "Instrument name breaks the convention of its API",
        Scope = RuleScope.Everywhere,
        Message = "{0} {1}. {2}, as {3} has it.",
        Why = "Dashboards, alerts and the next team find a metric by its name. OpenTelemetry and Prometheus have contrary conventions: exporters of the first add the unit and '_total', "
            + "the second wants them in the name. A name in the wrong one comes out as shop_orders_total_total, or in a case that no query expects.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Orders(Meter meter)
            {
                private readonly Counter<long> _placed = meter.CreateCounter<long>([|"Shop.OrdersTotal"|], description: "Orders placed.");

                void Place() => _placed.Add(1);
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Orders(Meter meter)
            {
                private readonly Counter<long> _placed = meter.CreateCounter<long>("shop.orders", description: "Orders placed.");

                void Place() => _placed.Add(1);
            }
            """,
        Fix = "Renames the literal when it stands once in the project and the right name follows from it.",
        Silent =
        [
            "The name is no constant.",
            "Durations in the namespaces of the semantic conventions, which has other words for some: `db.client.connection.wait_time`.",
            "The tags of activities.",
        ],
        Options = [AllowedNames],
        Neighbours = ["CNS3003 judges the unit, CNS3010 two instruments of one name."],
    };

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

    public static RuleInfo UnitCode { get; } = new()
    {
        Id = "CNS3003",
        Title = "Unit is not a UCUM code or not a base unit",
        Scope = RuleScope.Everywhere,
        Severity = DiagnosticSeverity.Info,
        Message = "Unit '{0}' of '{1}' is no UCUM code. Write '{2}', since exporters make names of codes and pass on what they do not know.",
        Why = "Units are written in UCUM, which is case-sensitive: an exporter turns 's' into '_seconds' and passes 'sec' on as it is. What is counted stands in braces and in the singular. "
            + "Durations in seconds and sizes in bytes can be compared and summed across services; the default buckets of the conventions are made for them.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Queue(Meter meter)
            {
                private readonly Histogram<double> _wait = meter.CreateHistogram<double>("shop.wait.duration", [|"seconds"|], "Time in the queue.");

                void Left(TimeSpan wait) => _wait.Record(wait.TotalSeconds);
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Queue(Meter meter)
            {
                private readonly Histogram<double> _wait = meter.CreateHistogram<double>("shop.wait.duration", "s", "Time in the queue.");

                void Left(TimeSpan wait) => _wait.Record(wait.TotalSeconds);
            }
            """,
        Fix = "Replaces the spelling. Never the scale: another unit breaks the dashboards that read it, and that is yours to decide.",
        Silent =
        [
            "A code, or a text of which nothing is known: short words and currencies.",
            "The unit is no constant.",
            "With prometheus-net: the value is in seconds or bytes, or the name of the metric states a unit.",
        ],
        Neighbours = ["CNS3004 compares the unit with the recorded values."],
    };

    public static RuleInfo PerCallCreation { get; } = new()
    {
        Id = "CNS3008",
        Title = "Meter or instrument created per call",
        Scope = RuleScope.Everywhere,
        Message = "{0} is created each time {1} runs. Create it once, in a static readonly field or in the constructor of a singleton: listeners keep every one they have seen.",
        Why = "Each meter and source is announced to every listener, which keeps it: one for each request is a leak that grows with the load, and series that start anew with each one. "
            + "Even where an instrument is found again, every call pays for the search under a lock.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                public void Sold(int items)
                {
                    var sold = [|meter.CreateCounter<int>("shop.sold", description: "Sold items.")|];
                    sold.Add(items);
                }
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Checkout(Meter meter)
            {
                private readonly Counter<int> _sold = meter.CreateCounter<int>("shop.sold", description: "Sold items.");

                public void Sold(int items) => _sold.Add(items);
            }
            """,
        Fix = "Moves the creation to a static readonly field, or makes the getter a property that is set once, where it uses nothing but constants and static members.",
        Silent =
        [
            "Constructors, initializers, `Lazy`, `GetOrAdd`, registrations of services, and methods that run at start.",
            "It is returned, stored in a field or a collection, or passed on.",
            "`IMeterFactory.Create`, which gives the same meter again.",
        ],
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
