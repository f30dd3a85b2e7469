using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UncaughtFailureRuleTests
{
    private const string Id = "CNS2008";

    private static string Service(string body, string members = "", string types = "") => $$"""
        using System.IO;
        using System.Threading.Channels;

        class Worker(HttpClient http, ILogger<Worker> logger, IHostApplicationLifetime lifetime) : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));
            private readonly Channel<string> _channel = Channel.CreateUnbounded<string>();
            private readonly SemaphoreSlim _gate = new(1);
            private int _failures;

            protected override async Task ExecuteAsync(CancellationToken ct)
            {
                logger.LogInformation("Started {Host}", http.BaseAddress);
                {{body}}
            }

            Task Poll(CancellationToken token) => http.GetAsync("/x", token);
            void Uses() => lifetime.ToString();
            int Failures() => _failures++;
            {{members}}
        }
        {{types}}
        """;

    [Theory]
    [InlineData("[|while|] (await _timer.WaitForNextTickAsync(ct)) await http.GetAsync(\"/\", ct);")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { await Poll(ct); await Task.Delay(1, ct); }")]
    [InlineData("[|while|] (true) { await http.GetAsync(\"/\", ct).ConfigureAwait(false); await Task.Delay(1, ct); }")]
    [InlineData("[|do|] { await Poll(ct); await Task.Delay(1, ct); } while (!ct.IsCancellationRequested);")]
    [InlineData("[|for|] (;;) { ct.ThrowIfCancellationRequested(); await Poll(ct); }")]
    [InlineData("[|await|] foreach (var text in _channel.Reader.ReadAllAsync(ct)) { await http.GetAsync(text, ct); }")]
    [InlineData("[|while|] (await _channel.Reader.WaitToReadAsync(ct)) { while (_channel.Reader.TryRead(out var text)) { await http.GetAsync(text, ct); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } finally { Failures(); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (OperationCanceledException) { break; } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (HttpRequestException) { Failures(); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (Exception ex) when (ex is HttpRequestException or IOException) { Failures(); } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); throw; } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); break; } }")]
    [InlineData("[|while|] (!ct.IsCancellationRequested) { try { await Poll(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); return; } }")]
    [InlineData("try { [|while|] (!ct.IsCancellationRequested) { await Poll(ct); } } catch (Exception ex) { logger.LogError(ex, \"x\"); }")]
    [InlineData("await Task.Run(async () => { [|while|] (true) { await Poll(ct); } }, ct);")]
    [InlineData("[|while|] (true) { await Task.Run(async () => await Poll(ct), ct); }")]
    [InlineData("[|while|] (true) { await Task.WhenAll(Poll(ct), Poll(ct)); }")]
    [InlineData("[|while|] (true) { await Parallel.ForEachAsync([1, 2], ct, async (n, token) => await Poll(token)); }")]
    [InlineData("[|while|] (true) { var work = Poll(ct); await work; }")]
    [InlineData("[|while|] (true) { foreach (var n in new[] { 1 }) { await Poll(ct); } await Task.Delay(1, ct); }")]
    [InlineData("async Task Loop() { [|while|] (true) { await Poll(ct); } } await Loop();")]
    [InlineData("[|while|] (true) { await Task.Delay(1, ct); try { Failures(); } catch { } await Poll(ct); }")]
    public Task A_loop_that_one_failure_ends_is_reported(string body) => RuleRun.ReportsMarked(Id, Service(body));

    [Theory]
    [InlineData("while (true) { try { await Poll(ct); } catch (Exception ex) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (true) { try { await Poll(ct); } catch { } }")]
    [InlineData("while (true) try { await Poll(ct); } catch (Exception ex) when (ex is not OperationCanceledException) { logger.LogError(ex, \"x\"); }")]
    [InlineData("while (true) { try { await Poll(ct); } catch (Exception ex) when (!ct.IsCancellationRequested) { logger.LogError(ex, \"x\"); } }")]
    [InlineData("while (true) { try { await Poll(ct); } catch (OperationCanceledException) { break; } catch (Exception) { Failures(); } finally { Failures(); } }")]
    [InlineData("while (true) { try { await Poll(ct); } catch (Exception) { if (_failures++ > 9) { throw; } } }")]
    [InlineData("while (true) { try { await Poll(ct); } catch (Exception) { Failures(); continue; } }")]
    [InlineData("while (true) { try { await Poll(ct); } catch (Exception) { await Task.Delay(1, ct); await Poll(ct); } }")]
    [InlineData("while (true) { try { foreach (var n in new[] { 1 }) { await Poll(ct); } } catch (Exception) { Failures(); } }")]
    [InlineData("while (true) { foreach (var n in new[] { 1 }) { try { await Poll(ct); } catch (Exception) { break; } } await Task.Delay(1, ct); }")]
    [InlineData("while (true) { await Task.Delay(1, ct); }")]
    [InlineData("while (await _timer.WaitForNextTickAsync(ct)) { logger.LogInformation(\"tick\"); }")]
    [InlineData("while (true) { await _gate.WaitAsync(ct); Failures(); }")]
    [InlineData("foreach (var n in new[] { 1, 2 }) { await Poll(ct); }")]
    [InlineData("for (var n = 0; n < 3; n++) { await Poll(ct); }")]
    [InlineData("while (_channel.Reader.TryRead(out _)) { await Poll(ct); }")]
    [InlineData("var left = 3; while (left-- > 0) { await Poll(ct); }")]
    [InlineData("await Poll(ct);")]
    [InlineData("while (true) { _ = Task.Run(async () => await Poll(ct)); await Task.Delay(1, ct); }")]
    [InlineData("while (true) { await Safe(ct); }")]
    [InlineData("while (true) { await SafeOuter(ct).ConfigureAwait(false); }")]
    [InlineData("while (true) { await Count(ct); }")]
    [InlineData("while (true) { await Task.Run(async () => { try { await Poll(ct); } catch (Exception) { Failures(); } }, ct); }")]
    [InlineData("async Task Turn() { try { await Poll(ct); } catch (Exception) { return; } } while (true) { await Turn(); }")]
    [InlineData("while (true) { try { await Inner(ct); } catch (Exception) { Failures(); } }")]
    [InlineData("while (true) { await Poll(ct); lifetime.StopApplication(); }")]
    public Task A_loop_that_goes_on_or_ends_on_purpose_is_silent(string body) => RuleRun.IsSilent(Id, Service(
        body,
        """
        async Task Safe(CancellationToken token) { try { await Poll(token); } catch (Exception ex) { logger.LogError(ex, "x"); } }
        async Task SafeOuter(CancellationToken token) { logger.LogInformation("x"); await Safe(token); }
        Task Count(CancellationToken token) { Failures(); return Task.CompletedTask; }
        async Task Inner(CancellationToken token) { while (true) { await Poll(token); } }
        """));

    [Fact]
    public Task The_loop_in_a_method_of_the_class_is_judged() => RuleRun.ReportsMarked(Id, Service(
        "await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Loop(ct)));",
        "async Task Loop(CancellationToken token) { [|while|] (true) { await Poll(token); } } async Task NeverCalled() { while (true) { await Poll(default); } }"));

    [Fact]
    public Task A_helper_that_can_fail_is_reported_at_the_loop_that_calls_it() => RuleRun.ReportsMarked(Id, Service(
        "[|while|] (true) { await Turn(ct); }",
        "async Task Turn(CancellationToken token) { try { Failures(); } catch { } await Poll(token); }"));

    private const string Handler = "interface IHandler { Task Handle(CancellationToken t); } class User(IHandler h) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken ct) { LOOP (true) { await h.Handle(ct); } } }";

    [Fact]
    public async Task An_interface_is_judged_by_its_implementations_here()
    {
        var silent = Handler.Replace("LOOP", "while", StringComparison.Ordinal);
        var marked = Handler.Replace("LOOP", "[|while|]", StringComparison.Ordinal);
        const string Safe = "class Safe(HttpClient c) : IHandler { public async Task Handle(CancellationToken t) { try { await c.GetAsync(\"/\", t); } catch (Exception) { } } }";
        const string Unsafe = "class Unsafe(HttpClient c) : IHandler { public async Task Handle(CancellationToken t) { await c.GetAsync(\"/\", t); } }";

        await RuleRun.IsSilent(Id, silent, Safe);
        await RuleRun.ReportsMarked(Id, marked, Safe, Unsafe);
        await RuleRun.ReportsMarked(Id, marked);
    }

    [Fact]
    public Task A_base_class_is_judged_by_what_overrides_its_work() => RuleRun.IsSilent(Id, """
        abstract class Timed : BackgroundService { protected override async Task ExecuteAsync(CancellationToken ct) { while (true) { await Turn(ct); } } protected abstract Task Turn(CancellationToken t); }
        class Job(HttpClient c) : Timed { protected override async Task Turn(CancellationToken t) { try { await c.GetAsync("/", t); } catch (Exception) { } } }
        """);

    [Fact]
    public Task A_task_that_a_hosted_service_stores_is_judged_and_its_start_is_not() => RuleRun.ReportsMarked(Id, """
        class Plain(HttpClient http) : IHostedService
        {
            private Task? _run;
            public async Task StartAsync(CancellationToken ct) { while (true) { await http.GetAsync("/", ct); break; } await Warm(ct); _run = Run(ct); _ = Task.Run(async () => { [|while|] (true) { await http.GetAsync("/"); } }); }
            async Task Warm(CancellationToken ct) { while (true) { await http.GetAsync("/", ct); } }
            async Task Run(CancellationToken ct) { [|while|] (!ct.IsCancellationRequested) { await http.GetAsync("/", ct); } }
            public async Task StopAsync(CancellationToken ct) { if (_run is not null) { await _run; } }
        }
        """);

    [Fact]
    public Task A_partial_class_over_two_files_is_one_service() => RuleRun.ReportsMarked(
        Id,
        "partial class W(HttpClient http) : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Run(token); }",
        "partial class W { async Task Run(CancellationToken t) { [|while|] (true) { await http.GetAsync(\"/\", t); } } }");

    [Fact]
    public Task A_call_whose_package_is_absent_can_fail() => RuleRun.ReportsMarked(Id, Scenario.Of(
        "class W(Missing.IConsumer c) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken t) { [|while|] (true) { await c.ConsumeAsync(t); await Task.Delay(1, t); } } }").Broken());

    [Fact]
    public async Task A_program_that_states_the_behaviour_gets_a_suggestion()
    {
        var scenario = Scenario.Of(Service("while (true) { await Poll(ct); }"), "class S { void M(HostOptions o) => o.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore; }");
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), found => found.Id == Id);

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
    }

    [Fact]
    public async Task The_message_names_the_call_and_the_method()
    {
        Assert.Equal(
            "A failure of 'Poll' ends the loop in 'Worker.ExecuteAsync', and with it the host. Catch and log failures inside the loop, all but cancellation.",
            await RuleRun.Message(Id, Service("while (true) { await Poll(ct).ConfigureAwait(false); }")));
        Assert.Equal(
            "A failure of 'GetAsync' ends the loop in 'P.Run' without a word, and the service goes on without it. Catch and log failures inside the loop.",
            await RuleRun.Message(Id, "class P(HttpClient h) : IHostedService { public Task StartAsync(CancellationToken c) { _ = Run(); return Task.CompletedTask; } async Task Run() { while (true) { await h.GetAsync(\"/\"); } } public Task StopAsync(CancellationToken c) => Task.CompletedTask; }"));
    }

    [Theory]
    [InlineData("while (true) { await Missing(; }")]
    [InlineData("while (")]
    [InlineData("while (true) { try { await missing; } catch (Missing e) when ( { } }")]
    [InlineData("await foreach (var x in missing) { await x.; }")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Service(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task A_project_without_hosting_is_silent() => RuleRun.IsSilent(Id, Scenario.Of(Service("while (true) { await Poll(ct); }")).Broken().Without("Microsoft.").Without("CloudNative"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Service("while (true) { await Poll(ct); }"));

    [Theory]
    [InlineData("cli")]
    [InlineData("test")]
    [InlineData("apphost")]
    [InlineData("library")]
    public Task Projects_that_are_no_service_are_silent(string kind) => RuleRun.IsSilent(Id, Scenario.Of(Service("while (true) { await Poll(ct); }")).Option("cns_project_kind", kind));
}
