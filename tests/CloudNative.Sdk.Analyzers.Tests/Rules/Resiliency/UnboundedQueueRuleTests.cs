using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnboundedQueueRuleTests
{
    private const string Id = "CNS4010";

    private const string Usings = "using System.Collections.Concurrent; using System.Threading.Channels; using System.Threading.Tasks.Dataflow;\n";

    [Theory]
    [InlineData("class C { readonly Channel<int> _c = [|Channel.CreateUnbounded<int>()|]; }")]
    [InlineData("class C { readonly Channel<int> _c; C() { _c = [|Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true })|]; } }")]
    [InlineData("class C { Channel<int> Items { get; } = [|Channel.CreateUnbounded<int>()|]; }")]
    [InlineData("static class M { static void Add(IServiceCollection s) { s.AddSingleton([|Channel.CreateUnbounded<string>()|]); s.AddSingleton(_ => [|Channel.CreateUnbounded<int>()|]); } }")]
    [InlineData("class C { readonly BlockingCollection<int> _c = [|new()|]; readonly BlockingCollection<int> _d = [|new(new ConcurrentQueue<int>())|]; }")]
    [InlineData("class C { readonly BufferBlock<int> _b = [|new()|]; readonly ActionBlock<int> _a = [|new ActionBlock<int>(i => { }, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 2 })|]; }")]
    [InlineData("class W : BackgroundService { readonly ConcurrentQueue<int> _q = [|new()|]; public void Add(int i) => _q.Enqueue(i); protected override async Task ExecuteAsync(CancellationToken t) { while (_q.TryDequeue(out _)) { await Task.Delay(1, t); } } }")]
    public Task A_queue_without_a_bound_is_reported(string source) => RuleRun.ReportsMarked(Id, Usings + source);

    [Theory]
    [InlineData("class C { readonly Channel<int> _c = Channel.CreateBounded<int>(10); }")]
    [InlineData("class C { readonly Channel<bool> _c = Channel.CreateUnbounded<bool>(); }")]
    [InlineData("class C { async Task M() { var c = Channel.CreateUnbounded<int>(); c.Writer.TryWrite(1); await c.Reader.ReadAsync(); } }")]
    [InlineData("class C { readonly BlockingCollection<int> _c = new(10); readonly BlockingCollection<int> _d = new(boundedCapacity: 3); }")]
    [InlineData("class C { readonly BufferBlock<int> _b = new(new DataflowBlockOptions { BoundedCapacity = 9 }); }")]
    [InlineData("class C { readonly ConcurrentQueue<int> _q = new(); public void Add(int i) => _q.Enqueue(i); }")]
    [InlineData("class W : BackgroundService { readonly ConcurrentQueue<int> _q = new(); public void Add(int i) { if (_q.Count < 9) { _q.Enqueue(i); } } protected override Task ExecuteAsync(CancellationToken t) { _q.TryDequeue(out _); return Task.CompletedTask; } }")]
    public Task A_queue_with_a_bound_or_an_end_is_silent(string source) => RuleRun.IsSilent(Id, Usings + source);

    [Theory]
    [InlineData("class C { readonly Channel<int> _c = Channel.CreateUnbounded<int>(; }")]
    [InlineData("class C { readonly Channel<Missing> _c = Channel.CreateUnbounded<>(); }")]
    public Task Broken_code_gives_no_exception(string source) => RuleRun.Analyze(Scenario.Of(Usings + source).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Projects_that_are_no_service_are_silent() =>
        RuleRun.IsSilent(Id, Scenario.Of(Usings + "class C { readonly Channel<int> _c = Channel.CreateUnbounded<int>(); }").Option("cns_project_kind", "cli"));
}
