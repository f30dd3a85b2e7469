using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UnpassedTokenFixTests
{
    [Theory]
    [InlineData(
        "await Sweep(); // Keep.", "    private async Task Sweep() => await http.GetAsync(\"/\");",
        "await Sweep(stopping); // Keep.", "    private async Task Sweep(CancellationToken cancellationToken) => await http.GetAsync(\"/\", cancellationToken);")]
    [InlineData(
        "await Outer(3);", "    private Task Outer(int n) => this.Inner(n); /* a */ private async Task Inner(int n) { await Task.Delay(n); await http.GetAsync(\"/\"); }",
        "await Outer(3, stopping);", "    private Task Outer(int n, CancellationToken cancellationToken) => this.Inner(n, cancellationToken); /* a */ private async Task Inner(int n, CancellationToken cancellationToken) { await Task.Delay(n, cancellationToken); await http.GetAsync(\"/\", cancellationToken); }")]
    public Task The_token_is_handed_down(string body, string members, string goodBody, string goodMembers) =>
        FixRun.Gives(new UnpassedTokenFix(), UnpassedTokenRuleTests.Service(body, members), UnpassedTokenRuleTests.Service(goodBody, goodMembers));

    [Fact]
    public Task A_start_passes_its_own() => FixRun.Gives(
        new UnpassedTokenFix(),
        "class P(HttpClient http) : IHostedService { public async Task StartAsync(CancellationToken t) => await http.GetAsync(\"/\"); public Task StopAsync(CancellationToken t) => Task.CompletedTask; }",
        "class P(HttpClient http) : IHostedService { public async Task StartAsync(CancellationToken t) => await http.GetAsync(\"/\", t); public Task StopAsync(CancellationToken t) => Task.CompletedTask; }");

    [Theory]
    [InlineData("await Sweep(); Func<Task> later = Sweep;", "private async Task Sweep() => await http.GetAsync(\"/\");")]
    [InlineData("await Sweep();", "private async Task Sweep(int n = 1) => await Task.Delay(n);")]
    [InlineData("await Sweep();", "private async Task Sweep() => await Task.Delay(1); public Task Public() => Sweep();")]
    public Task Nothing_is_offered_where_a_caller_has_no_token(string body, string members) => FixRun.OffersNothing(new UnpassedTokenFix(), UnpassedTokenRuleTests.Service(body, members));
}
