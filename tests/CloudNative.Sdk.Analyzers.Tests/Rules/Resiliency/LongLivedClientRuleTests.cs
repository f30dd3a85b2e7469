using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class LongLivedClientRuleTests
{
    private const string Id = "CNS4002";

    [Theory]
    [InlineData("class C { static readonly HttpClient s_http = [|new HttpClient()|]; }")]
    [InlineData("class C { static readonly HttpClient s_http = [|new()|]; }")]
    [InlineData("class C { static HttpClient Http { get; } = [|new HttpClient { Timeout = TimeSpan.FromSeconds(1) }|]; }")]
    [InlineData("class C { static readonly HttpClient s_http = [|new(new SocketsHttpHandler())|]; }")]
    [InlineData("class C { static readonly HttpClient s_http = [|new(new HttpClientHandler())|]; }")]
    [InlineData("class C { static readonly HttpClient s_http; static C() { s_http = [|new HttpClient()|]; } }")]
    [InlineData("class W : BackgroundService { readonly HttpClient _http = [|new()|]; protected override Task ExecuteAsync(CancellationToken t) => Task.CompletedTask; }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton<Rates>(); } class Rates { readonly HttpClient _http = [|new()|]; }")]
    [InlineData("interface IRates { } static class M { static void Add(IServiceCollection s) => s.AddSingleton<IRates, Rates>(); } class Rates : IRates { readonly HttpClient _http; public Rates() { _http = [|new HttpClient()|]; } }")]
    [InlineData("class C { static readonly Lazy<HttpClient> s_http = new(() => [|new HttpClient()|]); }")]
    [InlineData("class C { static HttpClient? s_http; static HttpClient Http => s_http ??= [|new HttpClient()|]; }")]
    [InlineData("class C { static readonly HttpClient[] s_all = [[|new HttpClient()|], [|new()|]]; }")]
    [InlineData("class C { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, HttpClient> s_all = new(); static HttpClient Of(string name) => s_all.GetOrAdd(name, _ => [|new HttpClient()|]); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton([|new HttpClient()|]); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton(_ => [|new HttpClient { Timeout = TimeSpan.FromSeconds(1) }|]); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton(_ => { var http = [|new HttpClient()|]; http.Timeout = TimeSpan.FromSeconds(1); return http; }); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton(new Rates([|new HttpClient()|])); } class Rates(HttpClient http) { object Used => http; }")]
    [InlineData("class A { static readonly HttpClient s_a = [|new()|]; } record B { static readonly HttpClient s_b = [|new()|]; }")]
    public Task A_client_that_keeps_its_addresses_is_reported(string source) => RuleRun.ReportsMarked(Id, source);

    [Theory]
    [InlineData("class C { static readonly HttpClient s_http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }); }")]
    [InlineData("class C { static readonly SocketsHttpHandler s_handler = new(); static readonly HttpClient s_http = new(s_handler); static C() { s_handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1); } }")]
    [InlineData("class C(HttpMessageHandler handler) { readonly HttpClient _http = new(handler); }")]
    [InlineData("class C { readonly HttpClient _http = new(); }")]
    [InlineData("class C { static readonly HttpClient s_http = new() { BaseAddress = new Uri(\"http://localhost:9000\") }; }")]
    [InlineData("class C { void M() { using var http = new HttpClient(); } }")]
    [InlineData("class C { readonly Lazy<HttpClient> _http = new(() => new HttpClient()); }")]
    [InlineData("class C { static HttpClient Http => new HttpClient(); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) { s.AddTransient(_ => new HttpClient()); s.AddScoped(_ => new HttpClient()); } }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton(_ => { using var http = new HttpClient(); return \"x\"; }); }")]
    [InlineData("static class M { static void Add(IServiceCollection s) => s.AddSingleton(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) })); }")]
    public Task A_client_that_looks_again_is_silent(string source) => RuleRun.IsSilent(Id, source);

    [Theory]
    [InlineData("cli")]
    [InlineData("library")]
    public Task Projects_that_are_no_service_are_silent(string kind) => RuleRun.IsSilent(Id, Scenario.Of("class C { static readonly HttpClient s_http = new(); }").Option("cns_project_kind", kind));

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of("class C { static readonly HttpClient s_http = new HttpClient(; }").Broken().Compile(), Scenario.Of());
}
