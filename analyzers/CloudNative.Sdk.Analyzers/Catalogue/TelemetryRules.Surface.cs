namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The rules about what a service measures as a whole: its meters, sources and instruments.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo DoubleDefinition { get; } = new()
    {
        Id = "CNS3010",
        IsStarred = true,
        Title = "One instrument name, two definitions",
        Scope = RuleScope.Everywhere,
        Message = "Instrument '{0}' is {1} here and {2} {3}. Create it once and share it, or give one of them another name.",
        Why = "A meter and a name are one instrument for everything that reads metrics. Two definitions are added up, or one is dropped, or the exporter refuses the page, "
            + "depending on who collects; a unit that differs makes the sum meaningless.",
        Bad = """
            using System.Diagnostics.Metrics;

            class Sales
            {
                private static readonly Meter Meter = new("Shop");
                private static readonly Counter<long> Sold = Meter.CreateCounter<long>("shop.sold", "{item}", "Things sold.");
                private static readonly Counter<int> SoldToo = Meter.CreateCounter<int>([|"shop.sold"|], "{item}", "Things sold.");

                void M() { Sold.Add(1); SoldToo.Add(1); }
            }
            """,
        Good = """
            using System.Diagnostics.Metrics;

            class Sales
            {
                private static readonly Meter Meter = new("Shop");
                private static readonly Counter<long> Sold = Meter.CreateCounter<long>("shop.sold", "{item}", "Things sold.");

                void M() => Sold.Add(1);
            }
            """,
        Silent =
        [
            "The same definition at two places: the meter gives the same stream.",
            "It is not known whether the meters are the same.",
            "Names, units or descriptions that are not constant.",
        ],
        Neighbours = ["CNS3008 reports instruments that are created for every call."],
    };

    public const string NamespacePrefixMessage =
        "Instrument '{0}' has the name of the namespace of '{1}'. Give it a last segment of its own, or readers that make a tree of the names cannot place both.";

    public static RuleInfo Uncollected { get; } = new()
    {
        Id = "CNS3011",
        IsStarred = true,
        Title = "Meter or ActivitySource is never collected",
        Scope = RuleScope.Application,
        Message = "{0} '{1}' is never collected: nothing that is registered matches it. Add '.{2}(\"{1}\")' where OpenTelemetry is configured.",
        Why = "Measurements on a meter that nobody registered, and spans of a source that nobody registered, are dropped without a word. The code looks instrumented, "
            + "and the dashboard is empty on the day when it is needed.",
        Bad = """
            using System.Diagnostics.Metrics;
            using OpenTelemetry;
            using OpenTelemetry.Metrics;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Shop.Basket"));
            builder.Services.AddSingleton<Basket>();
            builder.Services.AddSingleton<Checkout>();
            builder.Build().Run();

            class Basket { private static readonly Meter Meter = new("Shop.Basket"); }
            class Checkout { private static readonly Meter Meter = [|new("Shop.Checkout")|]; }
            """,
        Good = """
            using System.Diagnostics.Metrics;
            using OpenTelemetry;
            using OpenTelemetry.Metrics;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Shop.*"));
            builder.Services.AddSingleton<Basket>();
            builder.Services.AddSingleton<Checkout>();
            builder.Build().Run();

            class Basket { private static readonly Meter Meter = new("Shop.Basket"); }
            class Checkout { private static readonly Meter Meter = new("Shop.Checkout"); }
            """,
        Fix = "Adds `.AddMeter(...)` or `.AddSource(...)` to the registration.",
        Silent =
        [
            "The program does not configure OpenTelemetry for that signal, or leaves it to `AddCloudNative()`, which collects what the code declares.",
            "A registered name is not constant, as one from configuration or the name of the application: it may be the one.",
            "A listener collects everything: `MeterListener`, prometheus-net, automatic instrumentation, the distribution of a vendor.",
            "Another assembly takes part in the configuration: what it registers is not known.",
            "Libraries: the application decides.",
        ],
        Neighbours = ["CNS3008 reports meters that are created for every call."],
    };

    public const string UnknownRegistrationMessage =
        "'{0}' is registered for collection, but no {1} of that name is created. Correct the name, or remove the registration.";

    public const string ReferencedUncollectedMessage =
        "{0} '{1}' of {2} is never collected: nothing that is registered matches it. Add '.{3}(\"{1}\")' here.";
}
