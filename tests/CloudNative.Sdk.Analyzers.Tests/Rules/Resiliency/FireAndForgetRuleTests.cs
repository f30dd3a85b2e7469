using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class FireAndForgetRuleTests
{
    private const string Id = "CNS4011";

    private static string Class(string body) => $$"""
        class Orders(ILogger logger, HttpClient http, Func<Task> work)
        {
            void Run(CancellationToken ct)
            {
                {{body}}
            }

            async Task Notify() { await work(); }
            Task Plain() => work();
            async Task Guarded() { try { await work(); } catch (Exception ex) { logger.LogError(ex, "x"); } }
            async Task GuardedLoop(CancellationToken ct) { while (!ct.IsCancellationRequested) { await Task.Delay(1, ct); try { await work(); } catch (Exception ex) when (ex is not OperationCanceledException) { logger.LogError(ex, "x"); } } }
            async Task Half() { await work(); try { await work(); } catch (Exception) { } }
            async Task Typed() { try { await work(); } catch (TimeoutException) { } }
            async Task After(Task given, CancellationTokenSource end) { await given.ConfigureAwait(false); end.Dispose(); }
            async Task AfterOwn(CancellationTokenSource end) { await work().ConfigureAwait(false); end.Dispose(); }
            int Number() => 1;
        }

        static class Tasks { public static Task Forget(this Task task) => task; }
        """;

    [Theory]
    [InlineData("using var end = new CancellationTokenSource(); _ = [|AfterOwn|](end);")]
    [InlineData("_ = [|Notify|]();")]
    [InlineData("_ = [|Plain|]();")]
    [InlineData("_ = [|Half|]();")]
    [InlineData("_ = [|Typed|]();")]
    [InlineData("[|Task.Run|](async () => await work());")]
    [InlineData("_ = [|Task.Run|](async () => { await work(); await work(); });")]
    [InlineData("_ = [|Task.Run|](() => Notify());")]
    [InlineData("[|Task.Run|](Notify, ct);")]
    [InlineData("void Inner() { _ = [|Notify|](); } Inner();")]
    public Task A_task_that_nobody_sees_fail_is_reported(string body) => RuleRun.ReportsMarked(Id, Class(body));

    [Theory]
    [InlineData("try { _ = [|Notify|](); } catch (Exception ex) { logger.LogError(ex, \"x\"); }")]
    [InlineData("try { _ = [|http.GetAsync|](\"/\", ct); } catch { }")]
    [InlineData("try { if (ct.IsCancellationRequested) { [|Task.Run|](() => Notify()); } } catch (Exception) { }")]
    public Task A_task_that_is_dropped_inside_a_try_is_reported(string body) => RuleRun.ReportsMarked(Id, Class(body));

    [Theory]
    [InlineData("_ = Guarded();")]
    [InlineData("_ = GuardedLoop(ct);")]
    [InlineData("_ = Task.Run(async () => { try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } });")]
    [InlineData("_ = Task.Run(() => Guarded());")]
    [InlineData("Task.Run(Guarded);")]
    [InlineData("try { _ = Guarded(); } catch (Exception) { }")]
    [InlineData("_ = Notify().ContinueWith(task => logger.LogError(task.Exception, \"x\"), TaskContinuationOptions.OnlyOnFaulted);")]
    [InlineData("_ = Notify().Forget();")]
    [InlineData("_ = http.GetAsync(\"/\", ct);")]
    [InlineData("_ = Number();")]
    [InlineData("_ = ct.ToString();")]
    [InlineData("var task = Notify(); task.Wait(ct);")]
    [InlineData("var end = new CancellationTokenSource(); _ = After(Plain(), end);")]
    public Task A_task_that_looks_after_itself_is_silent(string body) =>
        RuleRun.IsSilent(Id, Class(body));

    [Fact]
    public Task Top_level_statements_and_endpoints_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        var app = WebApplication.Create(args);
        app.MapPost("/", (Func<Task> send) => { _ = [|Task.Run|](async () => await send()); return "ok"; });
        _ = [|Warm|]();
        app.Run();
        async Task Warm() { await Task.Delay(1); await app.StopAsync(); }
        """);

    [Theory]
    [InlineData("_ = Notify(; Task.Run(")]
    [InlineData("_ = Missing(); _ = Task.Run(missing);")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Class(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Test_projects_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Class("_ = Notify();")).Option("cns_project_kind", "test"));
}
