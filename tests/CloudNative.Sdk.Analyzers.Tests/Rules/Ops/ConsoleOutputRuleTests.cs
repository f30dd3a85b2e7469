using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class ConsoleOutputRuleTests
{
    private const string Id = "CNS2001";

    [Theory]
    [InlineData("[|Console.WriteLine(\"x\")|];")]
    [InlineData("[|Console.Write(1)|];")]
    [InlineData("[|Console.Error.WriteLine(\"x\")|];")]
    [InlineData("[|Console.Out.Write(\"x\")|];")]
    [InlineData("_ = Task.Run(() => [|Console.WriteLine()|]);")]
    [InlineData("void Local() => [|Console.WriteLine(\"x\")|]; Local(); [|Console.WriteLine(\"y\")|];")]
    [InlineData("_ = [|Console.Out.WriteLineAsync(\"x\")|];")]
    public Task Console_output_of_a_service_is_reported(string body) => RuleRun.ReportsMarked(Id, $"class C {{ void M() {{ {body} }} }}");

    [Theory]
    [InlineData("class C { void M() { _ = Console.ReadLine(); Console.Clear(); } }")]
    [InlineData("class C { void M(System.IO.TextWriter w) { w.WriteLine(); } }")]
    [InlineData("static class S { public static IServiceCollection AddShop(this IServiceCollection s) { Console.WriteLine(\"adding\"); return s; } }")]
    [InlineData("class Startup { public void ConfigureServices(IServiceCollection services) { Console.WriteLine(\"adding\"); } }")]
    [InlineData("class C(IHostEnvironment env) { void M() { if (env.IsDevelopment()) { Console.WriteLine(); } } }")]
    [InlineData("class L : ILogger { public IDisposable? BeginScope<T>(T s) where T : notnull => null; public bool IsEnabled(LogLevel l) => true; public void Log<T>(LogLevel l, EventId e, T s, Exception? x, Func<T, Exception?, string> f) => Console.WriteLine(f(s, x)); }")]
    public Task Other_output_is_silent(string source) => RuleRun.IsSilent(Id, source);

    [Fact]
    public Task Start_up_is_silent_and_a_request_is_not() => RuleRun.ReportsMarked(Id, """
        Console.WriteLine("starting");
        Banner();
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<object>(_ => { [|Console.WriteLine("made")|]; return new object(); });
        var app = builder.Build();
        app.MapGet("/", () => { [|Console.WriteLine("asked")|]; return "x"; });
        try { app.Run(); } catch (Exception ex) { Console.Error.WriteLine(ex); }
        static void Banner() => Console.WriteLine("banner");
        """);

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of("class C { void M() { Console.WriteLine(; Console.Out. } }").Broken().Compile(), Scenario.Of());

    [Theory]
    [InlineData("cli")]
    [InlineData("client")]
    [InlineData("test")]
    public Task Projects_that_are_no_service_are_silent(string kind) => RuleRun.IsSilent(Id, Scenario.Of("class C { void M() => Console.WriteLine(); }").Option("cns_project_kind", kind));
}
