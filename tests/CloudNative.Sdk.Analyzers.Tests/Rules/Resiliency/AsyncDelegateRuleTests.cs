using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class AsyncDelegateRuleTests
{
    private const string Id = "CNS4009";

    private static string Class(string body) => $$"""
        using Polly;

        class C(ResiliencePipeline pipeline, Policy policy, IAsyncPolicy later, List<string> items)
        {
            public async Task Run(CancellationToken ct)
            {
                await Task.Yield();
                {{body}}
            }

            Task Send(string item) => Task.Delay(1);
            Task<int> Get(string item) => Task.FromResult(1);
            T Retry<T>(Func<T> work) { for (var i = 0; ; i++) { try { return work(); } catch when (i < 3) { } } }
            T Execute<T>(Func<T> work) { try { return work(); } finally { items.Clear(); } }
            async Task<T> Retry<T>(Func<Task<T>> work, int times) { try { return await work(); } catch { return await work(); } }
            T WithRetry<T>(Func<T> work) => work();
        }
        """;

    [Theory]
    [InlineData("await pipeline.[|Execute|](async () => await Send(\"a\"));")]
    [InlineData("await pipeline.[|Execute|](() => Send(\"a\"));")]
    [InlineData("var n = await pipeline.[|Execute|](async () => { return await Get(\"a\"); });")]
    [InlineData("await pipeline.[|Execute|](async token => await Task.Delay(1, token), ct);")]
    [InlineData("await policy.[|Execute|](async () => await Send(\"a\"));")]
    [InlineData("await policy.[|Execute|](() => Get(\"a\"));")]
    [InlineData("await Task.Factory.[|StartNew|](async () => await Send(\"a\"), TaskCreationOptions.LongRunning);")]
    [InlineData("_ = Task.Factory.[|StartNew|](() => Send(\"a\"));")]
    [InlineData("var task = Task.Factory.[|StartNew|](async () => { await Send(\"a\"); }, ct, TaskCreationOptions.None, TaskScheduler.Default); await task;")]
    [InlineData("Parallel.[|ForEach|](items, async item => await Send(item));")]
    [InlineData("Parallel.[|ForEach|](items, new ParallelOptions(), async (item) => { await Send(item); });")]
    [InlineData("Parallel.[|For|](0, 3, async i => await Send(items[i]));")]
    [InlineData("items.AsParallel().[|ForAll|](async item => await Send(item));")]
    [InlineData("await [|Retry|](async () => await Send(\"a\"));")]
    [InlineData("await this.[|Execute|](() => Send(\"a\"));")]
    public Task A_delegate_that_is_left_at_its_first_await_is_reported(string body) => RuleRun.ReportsMarked(Id, Class(body));

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async token => await Task.Delay(1, token), ct);")]
    [InlineData("await later.ExecuteAsync(() => Send(\"a\"));")]
    [InlineData("policy.Execute(() => items.Count);")]
    [InlineData("pipeline.Execute(() => items.Clear());")]
    [InlineData("await Task.Factory.StartNew(async () => await Send(\"a\")).Unwrap();")]
    [InlineData("await await Task.Factory.StartNew(async () => await Send(\"a\"));")]
    [InlineData("await (await Task.Factory.StartNew(async () => await Send(\"a\")).ConfigureAwait(false));")]
    [InlineData("var outer = Task.Factory.StartNew(async () => await Send(\"a\")); await outer.Unwrap();")]
    [InlineData("var outer = Task.Factory.StartNew(async () => await Send(\"a\")); var inner = await outer; await inner;")]
    [InlineData("await Task.Factory.StartNew(() => items.Clear());")]
    [InlineData("await Task.Run(async () => await Send(\"a\"));")]
    [InlineData("await Parallel.ForEachAsync(items, async (item, token) => await Send(item));")]
    [InlineData("Parallel.ForEach(items, item => items.Remove(item));")]
    [InlineData("await Retry(async () => await Get(\"a\"), 3);")]
    [InlineData("await WithRetry(async () => await Send(\"a\"));")]
    [InlineData("Retry(() => items.Count);")]
    public Task What_waits_for_the_task_is_silent(string body) => RuleRun.IsSilent(Id, Class(body));

    [Fact]
    public Task A_policy_that_is_not_referenced_is_known_by_name_and_shape() => RuleRun.ReportsMarked(
        Id,
        Scenario.Of("class C { async Task Run(Missing.Policy retryPolicy, Missing.Shell shell, Func<Task> send) { await retryPolicy.[|Execute|](async () => await send()); await shell.Execute(async () => await send()); } }").Broken());

    [Fact]
    public Task Code_in_an_expression_tree_is_silent() => RuleRun.IsSilent(
        Id,
        "using System.Linq.Expressions; class C { Expression<Func<Task<Task>>> _tree = () => Task.Factory.StartNew(() => Task.CompletedTask); }");

    [Fact]
    public Task Top_level_statements_and_endpoints_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/", () => { Parallel.[|ForEach|](args, async a => await Task.Delay(a.Length)); return "ok"; });
        await Task.Factory.[|StartNew|](async () => await app.RunAsync());
        """);

    [Fact]
    public Task An_abstraction_of_retries_is_judged_by_its_name() => RuleRun.ReportsMarked(
        Id,
        "interface IRetrier { T Execute<T>(Func<T> work); } interface ICommands { T Execute<T>(Func<T> work); } class C(IRetrier retrier, ICommands commands) { async Task Run() { await retrier.[|Execute|](() => Task.Delay(1)); await commands.Execute(() => Task.Delay(1)); } }");

    [Theory]
    [InlineData("await pipeline.Execute(async () => await Missing(; ")]
    [InlineData("Parallel.ForEach(async ); Task.Factory.StartNew(")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Class(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Test_projects_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Class("Parallel.ForEach(items, async item => await Send(item));")).Option("cns_project_kind", "test"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Class("Parallel.ForEach(items, async item => await Send(item));"));
}
