using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class WallClockFixTests
{
    private static string Source(string body) => $"class C(TimeProvider time) {{ object M() => ({body}, time); }}";

    [Theory]
    [InlineData("/* a */ DateTimeOffset.UtcNow /* b */", "/* a */ time.GetUtcNow() /* b */")]
    [InlineData("DateTime.UtcNow.AddDays(1)", "time.GetUtcNow().UtcDateTime.AddDays(1)")]
    [InlineData("DateTime.Now", "time.GetLocalNow().DateTime")]
    [InlineData("System.DateTimeOffset.Now", "time.GetLocalNow()")]
    public Task The_clock_in_scope_is_asked(string bad, string good) => FixRun.Gives(new WallClockFix(), Source(bad), Source(good));

    [Fact]
    public Task Two_readings_are_fixed_at_once() => FixRun.Gives(
        new WallClockFix(),
        "class C(TimeProvider time) {\n object M() => (DateTime.UtcNow, time);\n object N() => DateTimeOffset.UtcNow; }",
        "class C(TimeProvider time) {\n object M() => (time.GetUtcNow().UtcDateTime, time);\n object N() => time.GetUtcNow(); }");

    [Fact]
    public Task Nothing_is_offered_for_elapsed_time() => FixRun.OffersNothing(new WallClockFix(), "class C { TimeSpan M() { var start = DateTime.UtcNow; return DateTime.UtcNow - start; } }");
}
