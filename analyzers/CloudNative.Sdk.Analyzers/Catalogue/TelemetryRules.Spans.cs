namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Spans, and what is measured around a call.</summary>
internal static partial class TelemetryRules
{
    public static RuleInfo UndisposedActivity { get; } = new()
    {
        Id = "CNS3012",
        Title = "Started Activity is not disposed",
        Scope = RuleScope.Everywhere,
        Message = "The activity that '{0}' starts is never disposed. Declare it with 'using', or it is not exported and everything that follows becomes its child.",
        Why = "A span is exported when it ends, and it ends when its activity is stopped or disposed. One that never ends is missing from the trace, and it stays the current "
            + "activity: unrelated work is hung below it until the trace of one request looks like that of a whole day.",
        Bad = """
            using System.Diagnostics;

            class Packing
            {
                private static readonly ActivitySource Source = new("Shop.Packing");

                async Task Pack()
                {
                    var span = [|Source.StartActivity("pack")|];
                    span?.SetTag("shop.lane", 4);
                    await Task.Delay(10);
                }
            }
            """,
        Good = """
            using System.Diagnostics;

            class Packing
            {
                private static readonly ActivitySource Source = new("Shop.Packing");

                async Task Pack()
                {
                    using var span = Source.StartActivity("pack");
                    span?.SetTag("shop.lane", 4);
                    await Task.Delay(10);
                }
            }
            """,
        Fix = "Declares the activity with `using`, so that it ends with its block.",
        Silent =
        [
            "The activity is stopped or disposed anywhere in the member, on whatever path.",
            "It leaves the method: returned, passed on, assigned to a field, put into the items of a request.",
            "`Activity.Current` is stopped or disposed in the same member.",
        ],
        Neighbours = ["CA2000 asks the same of every disposable and is slow; this rule knows what ends a span."],
    };
}
