using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class SwallowedFailureRuleTests
{
    private const string Id = "CNS4012";

    private static string Method(string body, string signature = "async Task Run()", string members = "") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using Microsoft.AspNetCore.Http;

        class Cart(ILogger logger, Func<Task> save, Counter<int> failures, Activity? activity, List<Exception> errors, IDisposable connection, TaskCompletionSource<int> done)
        {
            private bool _failed;
            private int _count;
            {{signature}} { {{body}} }
            void LogFailure() => logger.LogError("x");
            void OnWorkFailed() => failures.Add(1);
            {{members}}
        }
        """;

    [Theory]
    [InlineData("try { await save(); } [|catch|] { }")]
    [InlineData("try { await save(); } [|catch|] (Exception) { }")]
    [InlineData("try { await save(); } [|catch|] (Exception ex) { }")]
    [InlineData("try { await save(); } [|catch|] (Exception ex) { _ = ex; }")]
    [InlineData("try { await save(); } [|catch|] { await Task.CompletedTask; }")]
    [InlineData("try { await save(); } [|catch|] { /* never mind */ }")]
    [InlineData("try { await save(); } catch (OperationCanceledException) { throw; } [|catch|] { }")]
    [InlineData("foreach (var e in errors) { try { await save(); } [|catch|] { continue; } }")]
    [InlineData("await Task.Run(async () => { try { await save(); } [|catch|] { } });")]
    [InlineData("async Task Local() { try { await save(); } [|catch|] { } } await Local();")]
    public Task A_failure_without_a_trace_is_reported(string body) => RuleRun.ReportsMarked(Id, Method(body));

    [Theory]
    [InlineData("try { await save(); return \"a\"; } [|catch|] { return null; }", "async Task<string?> Get()")]
    [InlineData("try { await save(); return 1; } [|catch|] (Exception) { return default; }", "async Task<int> Get()")]
    [InlineData("try { await save(); return true; } [|catch|] { return false; }", "async Task<bool> Save()")]
    [InlineData("try { await save(); return errors; } [|catch|] { return []; }", "async Task<List<Exception>> Get()")]
    [InlineData("try { await save(); return Results.Ok(); } [|catch|] { return Results.NotFound(); }", "async Task<IResult> Get()")]
    [InlineData("try { await save(); return \"a\"; } [|catch|] { return string.Empty; }", "async Task<string> Get()")]
    [InlineData("try { await save(); return true; } [|catch|] { return false; }", "async Task<bool> TrySaveAsync()")]
    public Task A_failure_as_a_normal_result_is_reported(string body, string signature) => RuleRun.ReportsMarked(Id, Method(body, signature));

    [Theory]
    [InlineData("try { await save(); } catch (Exception ex) { logger.LogError(ex, \"x\"); }")]
    [InlineData("try { await save(); } catch { logger.LogWarning(\"x\"); }")]
    [InlineData("try { await save(); } catch { LogFailure(); }")]
    [InlineData("try { await save(); } catch { OnWorkFailed(); }")]
    [InlineData("try { await save(); } catch { throw; }")]
    [InlineData("try { await save(); } catch (Exception ex) { throw new InvalidOperationException(\"x\", ex); }")]
    [InlineData("try { await save(); } catch (Exception ex) when (ex is TimeoutException) { }")]
    [InlineData("try { await save(); } catch (OperationCanceledException) { }")]
    [InlineData("try { await save(); } catch (TimeoutException) { }")]
    [InlineData("try { await save(); } catch { failures.Add(1); }")]
    [InlineData("try { await save(); } catch { activity?.SetStatus(ActivityStatusCode.Error); }")]
    [InlineData("try { await save(); } catch (Exception ex) { errors.Add(ex); }")]
    [InlineData("try { await save(); } catch (Exception ex) { done.SetException(ex); }")]
    [InlineData("try { await save(); } catch { _failed = true; }")]
    [InlineData("try { await save(); } catch { _count++; }")]
    [InlineData("try { await save(); } catch (Exception ex) { Console.WriteLine(ex); }")]
    [InlineData("try { await save(); } catch { Environment.Exit(1); }")]
    [InlineData("try { connection.Dispose(); } catch { /* already closed */ }")]
    [InlineData("try { await save(); } finally { try { connection.Dispose(); } catch { // gone\n } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await save(); return; } catch { await Task.Delay(1); } } throw new TimeoutException();")]
    public Task A_failure_that_leaves_a_trace_is_silent(string body) => RuleRun.IsSilent(Id, Method(body));

    [Theory]
    [InlineData("try { await save(); return true; } catch { return false; }", "async Task<bool> IsReachable()")]
    [InlineData("try { await save(); return true; } catch { return false; }", "async Task<bool> PingAsync()")]
    [InlineData("try { value = int.Parse(text); return true; } catch { value = 0; return false; }", "bool TryRead(string text, out int value)")]
    [InlineData("try { await save(); return Results.Ok(); } catch { return Results.Problem(); }", "async Task<IResult> Get()")]
    [InlineData("try { await save(); return Results.Ok(); } catch { return Results.StatusCode(503); }", "async Task<IResult> Get()")]
    [InlineData("try { await save(); return \"\"; } catch (Exception ex) { return ex.Message; }", "async Task<string> Get()")]
    [InlineData("try { await save(); return (true, \"\"); } catch { return (false, \"no answer\"); }", "async Task<(bool, string)> Get()")]
    [InlineData("try { await save(); return DayOfWeek.Monday; } catch { return DayOfWeek.Friday; }", "async Task<DayOfWeek> Get()")]
    [InlineData("try { return failed.Message ?? \"\"; } catch { return null; }", "string? Text(Exception failed)")]
    public Task A_result_that_says_so_is_silent(string body, string signature) => RuleRun.IsSilent(Id, Method(body, signature));

    [Fact]
    public Task A_comment_is_enough_where_the_project_says_so() =>
        RuleRun.IsSilent(Id, Scenario.Of(Method("try { await save(); } catch { /* never mind */ }")).Option("cns_4012_allow_comment", "true"));

    [Fact]
    public async Task The_message_names_the_work() => Assert.Equal(
        "The catch drops every failure of 'save' without a trace. Log the exception or let it through, or catch only what is expected.",
        await RuleRun.Message(Id, Method("try { await save(); } catch { }")));

    [Theory]
    [InlineData("try { await save(; } catch { ")]
    [InlineData("try { } catch (Missing) { return missing; } catch { missing(); }")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Method(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Logs_that_do_not_bind_count() => RuleRun.IsSilent(Id, Scenario.Of(
        "class C { void M(Missing.Logger log, Action work) { try { work(); } catch (Exception ex) { log.Error(ex, \"x\"); } try { work(); } catch (Exception ex) { Sentry.CaptureException(ex); } } }").Broken());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Method("try { await save(); } catch { }"));

    [Theory]
    [InlineData("try { connection.Dispose(); } catch { }")]
    [InlineData("try { await save(); } catch (Exception ex) { try { connection?.Dispose(); } catch { } throw; }")]
    [InlineData("try { await Task.Delay(100, CancellationToken.None); } catch { return; }")]
    [InlineData("try { await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false); } catch { }")]
    public Task Giving_up_and_waiting_have_no_failure_to_tell(string body) => RuleRun.IsSilent(Id, Method(body));

    [Theory]
    [InlineData("try { connection.Dispose(); await save(); } [|catch|] { }")]
    [InlineData("try { await Task.Delay(100); await save(); } [|catch|] { }")]
    public Task Work_beside_them_has(string body) => RuleRun.ReportsMarked(Id, Method(body));

    [Fact]
    public Task An_event_is_a_record() => RuleRun.IsSilent(
        Id, Method("try { await save(); } catch { CartEvents.Log.NotSaved(); }"),
        "sealed class CartEvents : System.Diagnostics.Tracing.EventSource { public static readonly CartEvents Log = new(); public void NotSaved() => WriteEvent(1); }");

    [Theory]
    [InlineData("try { await save(); } catch (Exception ex) { ended.TrySetResult((1, ex)); }")]
    [InlineData("try { await save(); } catch (Exception ex) { Tell(1, new Exception[] { ex }); }")]
    public Task A_failure_that_goes_on_in_a_tuple_or_an_array_is_silent(string body) =>
        RuleRun.IsSilent(Id, Method(body, members: "private readonly TaskCompletionSource<(int, Exception?)> ended = new(); void Tell(int code, Exception[] all) { }"));
}
