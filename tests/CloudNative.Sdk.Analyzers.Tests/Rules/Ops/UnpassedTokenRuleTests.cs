using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UnpassedTokenRuleTests
{
    private const string Id = "CNS2009";

    internal static string Service(string body, string members) => $$"""
        class Sweeper(HttpClient http) : BackgroundService
        {
            private CancellationToken _copy;

            protected override async Task ExecuteAsync(CancellationToken stopping)
            {
                await Task.Delay(1, stopping);
                _ = (http, _copy);
                {{body}}
            }

        {{members}}
        }
        """;

    [Theory]
    [InlineData("await Sweep();", "private async Task Sweep() => await [|http.GetAsync(\"/\")|];")]
    [InlineData("await Sweep();", "async Task Sweep() { await [|http.GetAsync(\"/\")|].ConfigureAwait(false); await http.GetAsync(\"/b\"); }")]
    [InlineData("await Task.WhenAll(Outer(), Outer());", "private Task Outer() => Inner(); private async Task Inner() { await [|Task.Delay(100)|]; }")]
    [InlineData("await Sweep();", "private async Task Sweep() { try { await [|http.GetAsync(\"/\", CancellationToken.None)|]; } catch (HttpRequestException) { } }")]
    public Task Work_without_the_token_is_reported(string body, string members) => RuleRun.ReportsMarked(Id, Service(body, members));

    [Theory]
    [InlineData("await Sweep(stopping);", "private async Task Sweep(CancellationToken token) => await http.GetAsync(\"/\");")]
    [InlineData("await Sweep();", "private async Task Sweep() => await http.GetAsync(\"/\", _copy);")]
    [InlineData("await Sweep();", "private async Task Sweep() { using var limit = new CancellationTokenSource(5); await http.GetAsync(\"/\", limit.Token); await Task.Delay(1); }")]
    [InlineData("await FlushAll();", "private async Task FlushAll() => await http.GetAsync(\"/\");")]
    [InlineData("await Sweep();", "private async Task Sweep() => await Task.Yield();")]
    [InlineData("await Sweep();", "private Task Sweep() => Task.CompletedTask; private async Task NeverCalled() => await http.GetAsync(\"/\");")]
    [InlineData("await Sweep();", "public async Task Sweep() => await http.GetAsync(\"/\");")]
    [InlineData("await http.GetAsync(\"/\");", "")]
    public Task Work_that_has_it_or_must_finish_is_silent(string body, string members) => RuleRun.IsSilent(Id, Service(body, members));

    [Fact]
    public Task Start_and_stop_are_judged_themselves_and_a_shared_helper_once() => RuleRun.ReportsMarked(Id, """
        partial class Plain(HttpClient http) : IHostedService
        {
            public async Task StartAsync(CancellationToken token) { await [|http.GetAsync("/")|]; await Both(); }
            public async Task StopAsync(CancellationToken token) { await http.GetAsync("/", token); await Both(); }
        }
        partial class Plain
        {
            private async Task Both() => await [|Task.Delay(1)|];
        }
        """);

    [Fact]
    public Task A_class_that_is_no_service_is_silent() => RuleRun.IsSilent(Id, "class C(HttpClient http) { public async Task StartAsync(CancellationToken t) => await http.GetAsync(\"/\"); }");

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of(Service("await Sweep(;", "private async Task Sweep() => await http.GetAsync(; ")).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Tests_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Service("await Sweep();", "private async Task Sweep() => await http.GetAsync(\"/\");")).Option("cns_project_kind", "test"));
}
