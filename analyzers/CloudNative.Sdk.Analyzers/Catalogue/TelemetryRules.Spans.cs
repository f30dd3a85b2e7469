using Microsoft.CodeAnalysis;

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

    public static RuleInfo SpanFailure { get; } = new()
    {
        Id = "CNS3014",
        Title = "Failure inside a span is not recorded",
        Scope = RuleScope.Everywhere,
        Severity = DiagnosticSeverity.Info,
        Message = "This catch keeps the failure from the span '{0}'. Call SetStatus(ActivityStatusCode.Error) and AddException on it, or the trace shows a success.",
        Why = "Whoever looks for a failure filters traces by status. A span whose failure was caught and only logged is green, its sampling may drop it as uninteresting, "
            + "and error rates computed from spans stay at zero during the outage.",
        Bad = """
            using System.Diagnostics;

            class Payment(ILogger<Payment> log)
            {
                private static readonly ActivitySource Source = new("Shop.Payment");

                async Task Pay(HttpClient bank, CancellationToken token)
                {
                    using var span = Source.StartActivity("pay");
                    try
                    {
                        await bank.GetAsync("/pay", token);
                    }
                    [|catch|] (Exception ex)
                    {
                        log.LogError(ex, "Not paid");
                    }
                }
            }
            """,
        Good = """
            using System.Diagnostics;

            class Payment(ILogger<Payment> log)
            {
                private static readonly ActivitySource Source = new("Shop.Payment");

                async Task Pay(HttpClient bank, CancellationToken token)
                {
                    using var span = Source.StartActivity("pay");
                    try
                    {
                        await bank.GetAsync("/pay", token);
                    }
                    catch (Exception ex)
                    {
                        span?.SetStatus(ActivityStatusCode.Error);
                        span?.AddException(ex);
                        log.LogError(ex, "Not paid");
                    }
                }
            }
            """,
        Fix = "Inserts `SetStatus` and, where the framework has it, `AddException` at the front of the catch.",
        Silent =
        [
            "The exception goes on, by itself or in another; it is kept in a variable; the catch has a filter or names what it expects.",
            "Any activity gets a status, an exception or a tag of the error, in the catch, in the finally or after the try.",
            "The activity is given to a method, or the exception to one that records it.",
            "The catch is empty: CNS4012 speaks of that.",
        ],
        Neighbours = ["CNS4012 asks whether anybody learns of the failure, CNS6002 whether the log does."],
    };

    public static RuleInfo SuccessOnlyDuration { get; } = new()
    {
        Id = "CNS3015",
        Title = "Duration recorded on the success path only",
        Scope = RuleScope.Everywhere,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' is recorded only where nothing fails. Record it in a finally, or the slowest calls, those that time out, are missing from it.",
        Why = "A call that fails after thirty seconds is what the histogram is for. Recorded after the await inside the try, it is skipped exactly then: the percentiles look better the more calls "
            + "time out, and the count no longer matches the number of calls.",
        Bad = """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            class Import(Histogram<double> duration, ILogger<Import> log)
            {
                async Task Run(HttpClient stock, CancellationToken token)
                {
                    var start = Stopwatch.GetTimestamp();
                    try
                    {
                        await stock.GetAsync("/items", token);
                        [|duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds)|];
                    }
                    catch (HttpRequestException ex)
                    {
                        log.LogError(ex, "Not imported");
                    }
                }
            }
            """,
        Good = """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;

            class Import(Histogram<double> duration, ILogger<Import> log)
            {
                async Task Run(HttpClient stock, CancellationToken token)
                {
                    var start = Stopwatch.GetTimestamp();
                    try
                    {
                        await stock.GetAsync("/items", token);
                    }
                    catch (HttpRequestException ex)
                    {
                        log.LogError(ex, "Not imported");
                    }
                    finally
                    {
                        duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
                    }
                }
            }
            """,
        Fix = "Moves the recording to a `finally`, where it needs nothing that the `try` declares.",
        Silent =
        [
            "The catch records a duration as well, or gives the start to a method that may.",
            "There is a `finally`, or the only catch is for cancellation.",
            "The instrument has 'success' in its name.",
            "Nothing is awaited between the start and the recording.",
        ],
    };
}
