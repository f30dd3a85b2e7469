using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class SpanFailureRuleTests
{
    private const string Id = "CNS3014";

    private static string Source(string body) => $$"""
        using System.Diagnostics;
        using System.IO;

        class Payment(ILogger<Payment> log)
        {
            private static readonly ActivitySource Source = new("Shop.Payment");
            private int _failures;
            private Exception? _last;

            async Task<bool> Pay(CancellationToken token)
            {
                {{body}}
                return true;
            }

            Task Call() => Task.CompletedTask;
            void Note(Exception ex) => log.LogError(ex, "noted");
            void Tell(Exception ex) { Activity.Current?.AddException(ex); }
            void Put(Activity? activity, Exception ex) { }
            static Activity? StartPay() => Source.StartActivity("pay");
        }

        static class Spans { public static void RecordException(this Activity? activity, Exception ex) { } }
        """;

    [Theory]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } [|catch|] (Exception) { log.LogError(\"pay\"); return false; }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } [|catch|] { return false; }")]
    [InlineData("using (var span = Source.StartActivity(\"pay\")) { try { await Call(); } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); } }")]
    [InlineData("using var span = StartPay(); try { await Call(); } [|catch|] (Exception ex) { Note(ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\")?.SetTag(\"a\", 1); if (token.CanBeCanceled) { try { await Call(); } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); } }")]
    [InlineData("var span = Source.StartActivity(\"pay\"); try { await Call(); span?.SetStatus(ActivityStatusCode.Ok); } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); span?.SetTag(\"payment.state\", \"open\"); } finally { span?.Dispose(); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (IOException) { return false; } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (OperationCanceledException) { throw; } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("async Task Local() { using var span = Source.StartActivity(\"pay\"); try { await Call(); } [|catch|] (Exception ex) { log.LogError(ex, \"pay\"); } } await Local();")]
    public Task A_failure_that_the_span_does_not_show_is_reported(string body) => RuleRun.ReportsMarked(Id, Source(body));

    [Theory]
    [InlineData("try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("try { using var span = Source.StartActivity(\"pay\"); await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("{ using var span = Source.StartActivity(\"pay\"); } try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); } using var span = Source.StartActivity(\"pay\");")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { span?.AddException(ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { span.RecordException(ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { Activity.Current?.SetStatus(ActivityStatusCode.Error, ex.Message); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { Put(span, ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { Tell(ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { span?.SetTag(\"error.type\", ex.GetType().Name); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { span?.AddEvent(new ActivityEvent(\"exception\")); Note(ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); throw; }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { throw new InvalidOperationException(\"pay\", ex); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) when (ex is not OperationCanceledException) { log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (IOException ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (OperationCanceledException) { return false; }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch { }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { _last = ex; } span?.SetTag(\"a\", 1);")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception) { _failures++; }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { Note(ex); } span?.SetStatus(token.CanBeCanceled ? ActivityStatusCode.Error : ActivityStatusCode.Unset);")]
    [InlineData("var span = Activity.Current; try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); Func<Task> work = async () => { try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); } }; await work();")]
    public Task A_failure_that_is_recorded_goes_on_or_is_outside_of_the_span_is_silent(string body) => RuleRun.IsSilent(Id, Source(body));

    [Fact]
    public Task Top_level_statements_minimal_apis_records_and_partial_classes_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics;
        var source = new ActivitySource("Shop");
        var app = WebApplication.CreateBuilder(args).Build();
        using var start = source.StartActivity("start");
        try { await Task.Yield(); } [|catch|] (Exception ex) { app.Logger.LogError(ex, "start"); }
        app.MapGet("/", async () => { using var span = source.StartActivity("get"); try { await Task.Yield(); } [|catch|] (Exception ex) { app.Logger.LogError(ex, "get"); } });
        app.Run();
        partial class Door(ActivitySource source, ILogger log) { void Open() { using var span = source.StartActivity("open"); try { Close(); } [|catch|] (Exception ex) { log.LogError(ex, "open"); } } void Close() { } }
        record Desk(ActivitySource Source, ILogger Log) { void Open() { using var span = Source.StartActivity("open"); try { Log.LogInformation("a"); } [|catch|] (Exception ex) { Log.LogError(ex, "open"); } } }
        """);

    [Theory]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { await Missing(); } catch (Missing ex) { }")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { } catch (Exception ex) { missing.Call(ex")]
    [InlineData("using var span = Source.StartActivity(\"pay\"); try { } catch (")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Source(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() =>
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }"));

    [Fact]
    public async Task The_message_names_the_span() => Assert.Equal(
        "This catch keeps the failure from the span 'span'. Call SetStatus(ActivityStatusCode.Error) and AddException on it, or the trace shows a success.",
        await RuleRun.Message(Id, Source("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); }")));

    [Fact]
    public Task What_is_given_up_at_the_end_is_not_the_work_of_the_span() => RuleRun.IsSilent(
        Id, Source("using var span = Source.StartActivity(\"pay\"); using var stream = new MemoryStream(); try { await Call(); } finally { try { stream.Close(); } catch (Exception ex) { log.LogError(ex, \"pay\"); } }"));

    [Fact]
    public Task An_absent_method_of_the_span_that_takes_the_exception_is_a_record() => RuleRun.IsSilent(
        Id, Scenario.Of(Source("using var span = Source.StartActivity(\"pay\"); try { await Call(); } catch (Exception ex) { log.LogError(ex, \"pay\"); span.PutExceptionTags(ex); }")).Broken());
}
