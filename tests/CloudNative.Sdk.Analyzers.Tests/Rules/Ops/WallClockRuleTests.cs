using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class WallClockRuleTests
{
    private const string Id = "CNS2006";

    [Theory]
    [InlineData("class C(TimeProvider time) { object M() => [|DateTime.UtcNow|]; object N() => time; }")]
    [InlineData("class C { private readonly TimeProvider _time = TimeProvider.System; object M() => ([|DateTimeOffset.Now|], _time); }")]
    [InlineData("class C { DateTime M(TimeProvider time) { time.GetUtcNow(); return [|DateTime.Now|].AddDays(1); } }")]
    [InlineData("class C { TimeSpan M() { var start = DateTime.UtcNow; return [|DateTime.UtcNow - start|]; } }")]
    [InlineData("class C { double M() { var start = DateTimeOffset.UtcNow; return ([|DateTimeOffset.UtcNow - start|]).TotalSeconds; } }")]
    public Task The_wall_clock_is_reported(string source) => RuleRun.ReportsMarked(Id, source);

    [Theory]
    [InlineData("class C { object M() => DateTime.UtcNow; }")]
    [InlineData("class C(TimeProvider time) { object M() => time.GetUtcNow(); }")]
    [InlineData("class SystemClock(TimeProvider time) { object M() => (DateTime.UtcNow, time); }")]
    [InlineData("class Fixed : TimeProvider { public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow; TimeProvider Other => this; }")]
    [InlineData("class C { TimeSpan M(DateTime due) => DateTime.UtcNow - due; DateTime N() { var start = DateTime.UtcNow; return start; } }")]
    [InlineData("class C(TimeProvider time) { static object M() => DateTime.UtcNow; object N() => time; }")]
    public Task Code_without_a_clock_and_the_clock_itself_are_silent(string source) => RuleRun.IsSilent(Id, source);

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of("class C(TimeProvider t) { object M() => DateTime.UtcNow - ; object N() => DateTime.; }").Broken().Compile(), Scenario.Of());

    [Fact]
    public Task A_client_is_silent() => RuleRun.IsSilent(Id, Scenario.Of("class C(TimeProvider t) { object M() => (DateTime.UtcNow, t); }").Option("cns_project_kind", "client"));
}
