using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class AsyncDelegateFixTests
{
    private static string Source(string body) => $$"""
        using Polly;

        class C(ResiliencePipeline pipeline, Policy policy, List<string> items)
        {
            public async Task Run(CancellationToken ct)
            {
                // Keep this.
                {{body}} // And this.
            }

            Task Send(string item) => Task.Delay(1);
            Task<int> Get(string item) => Task.FromResult(1);
        }
        """;

    [Theory]
    [InlineData("await pipeline.Execute(async () => await Send(\"a\"));", "await pipeline.ExecuteAsync(async _ => await Send(\"a\"), ct);")]
    [InlineData("var n = await pipeline.Execute(async () => await Get(\"a\"));", "var n = await pipeline.ExecuteAsync(async _ => await Get(\"a\"), ct);")]
    [InlineData("await pipeline.Execute(async t => await Task.Delay(1, t), ct);", "await pipeline.ExecuteAsync(async t => await Task.Delay(1, t), ct);")]
    [InlineData("await Task.Factory.StartNew(async () => await Send(\"a\"), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);", "await Task.Run(async () => await Send(\"a\"), ct);")]
    [InlineData("_ = Task.Factory.StartNew(() => Send(\"a\"));", "_ = Task.Run(() => Send(\"a\"));")]
    [InlineData("Parallel.ForEach(items, async item => await Send(item));", "await Parallel.ForEachAsync(items, async (item, _) => await Send(item));")]
    [InlineData("Parallel.ForEach(items, async a => await Send(a)); Parallel.ForEach(items, async b => await Send(b));", "await Parallel.ForEachAsync(items, async (a, _) => await Send(a)); await Parallel.ForEachAsync(items, async (b, _) => await Send(b));")]
    [InlineData("Parallel.ForEach(items, async (item) => await Send(item));", "await Parallel.ForEachAsync(items, async (item, _) => await Send(item));")]
    [InlineData("Parallel.ForEach(items, async (string item) => { await Send(item); });", "await Parallel.ForEachAsync(items, async (string item, CancellationToken _) => { await Send(item); });")]
    [InlineData("Parallel.For(0, 3, async n => await Send(\"a\" + n));", "await Parallel.ForAsync(0, 3, async (n, _) => await Send(\"a\" + n));")]
    [InlineData("await pipeline.Execute(() => Send(\"a\"));", "await pipeline.ExecuteAsync(async _ => await Send(\"a\"), ct);")]
    public Task The_call_waits_for_the_delegate(string bad, string good) => FixRun.Gives(new AsyncDelegateFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("await policy.Execute(async () => await Send(\"a\"));")]
    [InlineData("Task t = pipeline.Execute(() => Send(\"a\")); await t;")]
    [InlineData("Task<Task> t = Task.Factory.StartNew(() => Send(\"a\")); await t;")]
    [InlineData("var result = Parallel.ForEach(items, async a => await Send(a));")]
    public Task Nothing_is_offered_where_the_result_would_not_compile(string body) => FixRun.OffersNothing(new AsyncDelegateFix(), Source(body));
}
