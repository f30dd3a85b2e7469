using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UnwatchedLoopRuleTests
{
    private const string Id = "CNS2007";

    private static string Service(string body, string members = "") => $$"""
        using System.IO;
        using System.Threading.Channels;

        class Worker : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));
            private readonly Channel<int> _channel = Channel.CreateUnbounded<int>();
            private readonly Queue<int> _queue = new();
            private bool _running = true;
            private CancellationToken _copy;

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Yield();
                {{body}}
            }

            Task Poll(CancellationToken token = default) => Task.CompletedTask;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("[|while|] (true) { await Poll(); await Task.Delay(1000); }")]
    [InlineData("[|for|] (;;) { await Poll(); }")]
    [InlineData("[|for|] (var i = 0; true; i++) { await Poll(); }")]
    [InlineData("[|do|] { await Poll(); } while (true);")]
    [InlineData("[|while|] (true) { await Poll(CancellationToken.None); await Poll(default); }")]
    [InlineData("[|while|] (await _timer.WaitForNextTickAsync()) { await Poll(); }")]
    [InlineData("[|while|] (await _channel.Reader.WaitToReadAsync()) { await Poll(); }")]
    [InlineData("[|while|] (_running) { await Task.Delay(1000); }")]
    [InlineData("[|while|] (true) { if (_queue.Count > 9) { break; } await Task.Delay(1000); }")]
    [InlineData("[|while|] (true) { try { await Poll(); } catch (IOException) { await Task.Delay(1); } }")]
    [InlineData("[|while|] (true) { using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5)); await Poll(limit.Token); }")]
    [InlineData("[|while|] (true) { using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5)); var token = limit.Token; await Poll(token); }")]
    [InlineData("await Task.Run(async () => { [|while|] (true) { await Poll(); } });")]
    [InlineData("if (stoppingToken.IsCancellationRequested) { return; } [|while|] (true) { await Poll(); }")]
    public Task A_loop_without_the_token_is_reported(string body) => RuleRun.ReportsMarked(Id, Service(body));

    [Theory]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { await Poll(); await Task.Delay(1000); }")]
    [InlineData("while (true) { await Poll(); await Task.Delay(1000, stoppingToken); }")]
    [InlineData("while (true) { stoppingToken.ThrowIfCancellationRequested(); await Poll(); }")]
    [InlineData("while (await _timer.WaitForNextTickAsync(stoppingToken)) { await Poll(); }")]
    [InlineData("await foreach (var item in _channel.Reader.ReadAllAsync(stoppingToken)) { await Poll(); }")]
    [InlineData("while (await _channel.Reader.WaitToReadAsync(stoppingToken)) { while (_channel.Reader.TryRead(out var item)) { await Poll(); } }")]
    [InlineData("_copy = stoppingToken; while (true) { await Poll(_copy); }")]
    [InlineData("_copy = stoppingToken; while (true) { await Watching(); }")]
    [InlineData("var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken); while (true) { await Poll(linked.Token); }")]
    [InlineData("var copy = stoppingToken; while (true) { await Poll(copy); }")]
    [InlineData("var own = new CancellationTokenSource(); _ = Task.Run(() => own.Cancel()); while (!own.IsCancellationRequested) { await Poll(); }")]
    [InlineData("using var registration = stoppingToken.Register(() => _timer.Dispose()); while (await _timer.WaitForNextTickAsync()) { await Poll(); }")]
    [InlineData("for (var i = 0; i < 10; i++) { await Poll(); }")]
    [InlineData("while (_queue.TryDequeue(out var item)) { await Poll(); }")]
    [InlineData("foreach (var item in _queue) { await Poll(); }")]
    [InlineData("using var file = File.OpenText(\"a\"); while (true) { var line = await file.ReadLineAsync(); if (line is null) { break; } }")]
    [InlineData("while (true) { if (await Next() == 0) { return; } }")]
    [InlineData("async Task Local() { while (true) { await Poll(stoppingToken); } } await Local();")]
    public Task A_loop_that_watches_or_ends_by_itself_is_silent(string body) => RuleRun.IsSilent(Id, Service(
        body,
        "Task<int> Next() => Task.FromResult(0); Task Watching() { _copy.ThrowIfCancellationRequested(); return Task.CompletedTask; }"));

    [Fact]
    public Task A_flag_that_another_method_turns_off_is_silent() =>
        RuleRun.IsSilent(Id, Service("while (_running) { await Task.Delay(1000); }", "public override Task StopAsync(CancellationToken token) { _running = false; return base.StopAsync(token); }"));

    [Fact]
    public Task Methods_that_ExecuteAsync_calls_are_judged_and_others_are_not() => RuleRun.ReportsMarked(
        Id,
        Service(
            "await Loop();",
            """
            async Task Loop() => await Inner();
            async Task Inner() { [|while|] (true) { await Poll(); } }
            async Task NeverCalled() { while (true) { await Poll(); } }
            """));

    [Fact]
    public Task A_partial_class_over_two_files_is_one_service() => RuleRun.ReportsMarked(
        Id,
        "partial class W : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Run(); }",
        "partial class W { async Task Run() { [|while|] (true) { await Task.Delay(1); } } }");

    [Fact]
    public Task A_loop_outside_of_a_background_service_is_silent() => RuleRun.IsSilent(Id, "class C { async Task ExecuteAsync(CancellationToken token) { while (true) { await Task.Delay(1); } } }");

    [Fact]
    public async Task The_message_names_the_method() => Assert.Equal(
        "The loop in 'Worker.ExecuteAsync' never looks at the stopping token. Test it in the condition and pass it to the awaited calls, or the host waits for its shutdown timeout and cuts the work off.",
        await RuleRun.Message(Id, Service("while (true) { await Poll(); }")));

    [Theory]
    [InlineData("while (true) { await Missing(; }")]
    [InlineData("while (")]
    [InlineData("while (missing) { await Task.Delay(1); } for (;missing;")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Service(body)).Broken().Compile(), Scenario.Of());

    [Theory]
    [InlineData("class W : Missing { protected override async Task ExecuteAsync(CancellationToken t) { while (true) { } } }")]
    [InlineData("class W : BackgroundService { protected override async Task ExecuteAsync(Missing t) { while (true) { } } }")]
    public Task Unbound_services_are_silent(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());

    [Fact]
    public Task A_project_without_hosting_is_silent() => RuleRun.IsSilent(Id, Scenario.Of(Service("while (true) { }")).Broken().Without("Microsoft.").Without("CloudNative"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Service("while (true) { await Poll(); }"));

    [Theory]
    [InlineData("cli")]
    [InlineData("client")]
    [InlineData("library")]
    public Task Projects_that_are_no_service_are_silent(string kind) => RuleRun.IsSilent(Id, Scenario.Of(Service("while (true) { await Poll(); }")).Option("cns_project_kind", kind));
}
