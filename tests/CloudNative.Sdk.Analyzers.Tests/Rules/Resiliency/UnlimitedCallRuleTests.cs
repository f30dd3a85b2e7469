using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnlimitedCallRuleTests
{
    private const string Id = "CNS4003";

    internal static string Method(string body, string members = "") => $$"""
        using System.Data.Common;
        using System.Net.Sockets;
        using System.Net.WebSockets;
        using Grpc.Core;
        using Microsoft.Extensions.DependencyInjection;

        class Calls(Quotes.QuotesClient quotes, DbConnection db)
        {
            {{members}}
            async Task M(TcpClient tcp, ClientWebSocket socket, CancellationToken token) { {{body}} await Task.CompletedTask; _ = (quotes, db); }
            async Task N(TcpClient tcp, ClientWebSocket socket, WebSocket server, Uri uri) { {{(body.Contains("token") ? "" : body)}} await Task.CompletedTask; }
        }

        static class Quotes
        {
            public class QuotesClient(ChannelBase channel) : ClientBase<QuotesClient>(channel)
            {
                public virtual Quote Get(string request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!;
                public virtual AsyncUnaryCall<Quote> GetAsync(string request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!;
                public virtual AsyncUnaryCall<Quote> GetAsync(string request, CallOptions options) => null!;
                public virtual AsyncServerStreamingCall<Quote> Watch(string request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!;
            }
        }

        class Quote;
        """;

    internal static string Alone(string body, string members = "") => Method("", $"{members} async Task A(TcpClient tcp, ClientWebSocket socket, WebSocket server, Uri uri, DbCommand command) {{ {body} await Task.CompletedTask; }}");

    [Theory]
    [InlineData("await tcp.[|ConnectAsync|](\"db\", 5432);")]
    [InlineData("tcp.[|Connect|](\"db\", 5432);")]
    [InlineData("await tcp.[|ConnectAsync|](\"db\", 5432, CancellationToken.None);")]
    [InlineData("await socket.[|ConnectAsync|](uri, CancellationToken.None); await socket.[|ReceiveAsync|](new byte[1], default);")]
    [InlineData("await quotes.[|GetAsync|](\"a\");")]
    [InlineData("var quote = quotes.[|Get|](\"a\", new Metadata());")]
    [InlineData("await quotes.[|GetAsync|](\"a\", new CallOptions());")]
    [InlineData("await Task.WhenAll(Enumerable.Range(0, 3).Select(async n => await quotes.[|GetAsync|](\"a\")));")]
    [InlineData("[|command.CommandTimeout = 0|]; await command.ExecuteNonQueryAsync();")]
    [InlineData("using var own = db.CreateCommand(); [|own.CommandTimeout = 0|];")]
    public Task A_call_without_a_limit_is_reported(string body) => RuleRun.ReportsMarked(Id, Alone(body));

    [Theory]
    [InlineData("await tcp.ConnectAsync(\"db\", 5432).WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1)); await tcp.ConnectAsync(\"db\", 5432, limit.Token);")]
    [InlineData("await Task.WhenAny(tcp.ConnectAsync(\"db\", 5432), Task.Delay(1000));")]
    [InlineData("var connect = tcp.ConnectAsync(\"db\", 5432); if (await Task.WhenAny(connect, Task.Delay(1000)) != connect) { throw new TimeoutException(); }")]
    [InlineData("await server.ReceiveAsync(new byte[1], CancellationToken.None);")]
    [InlineData("try { await Task.Delay(1); } finally { await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None); }")]
    [InlineData("await quotes.GetAsync(\"a\", deadline: DateTime.UtcNow.AddSeconds(1));")]
    [InlineData("await quotes.GetAsync(\"a\", new CallOptions(deadline: DateTime.UtcNow));")]
    [InlineData("using var watch = quotes.Watch(\"a\");")]
    [InlineData("command.CommandTimeout = 30;")]
    [InlineData("command.CommandTimeout = 0; using var limit = new CancellationTokenSource(1000); await command.ExecuteNonQueryAsync(limit.Token);")]
    public Task A_call_with_a_limit_is_silent(string body) => RuleRun.IsSilent(Id, Alone(body));

    [Theory]
    [InlineData("await tcp.ConnectAsync(\"db\", 5432, token); await socket.ReceiveAsync(new byte[1], token); await quotes.GetAsync(\"a\", cancellationToken: token);")]
    [InlineData("using var command = db.CreateCommand(); command.CommandTimeout = 0; await command.ExecuteReaderAsync(token);")]
    public Task A_call_with_a_token_is_silent(string body) => RuleRun.IsSilent(Id, Method(body));

    [Theory]
    [InlineData("class Feed { async Task CloseAsync(System.Net.WebSockets.ClientWebSocket socket) => await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None); }")]
    [InlineData("class Migrator(DbCommand command) { public void Run() { command.CommandTimeout = 0; } }")]
    [InlineData("class C { public int CommandTimeout { get; set; } void M() { CommandTimeout = 0; this.CommandTimeout = 0; } }")]
    public Task Long_work_and_other_settings_are_silent(string source) => RuleRun.IsSilent(Id, "using System.Data.Common;\n" + source);

    [Theory]
    [InlineData("builder.EnableCallContextPropagation()")]
    [InlineData("builder.AddInterceptor<Limits>()")]
    [InlineData("builder.AddInterceptor<Missing.Interceptor>()")]
    [InlineData("builder.Intercept(new Limits())")]
    public Task A_project_that_sets_deadlines_elsewhere_is_silent(string call) => RuleRun.IsSilent(Id, Scenario.Of(Alone("await quotes.GetAsync(\"a\");"), Startup(call)).Broken());

    [Theory]
    [InlineData("builder.AddInterceptor<Logs>()")]
    [InlineData("builder.Intercept(new Logs())")]
    public Task An_interceptor_that_does_something_else_sets_none(string call) => RuleRun.ReportsMarked(Id, Scenario.Of(Alone("await quotes.[|GetAsync|](\"a\");"), Startup(call)).Broken());

    private static string Startup(string call) => $"class Startup {{ void M(Missing.Builder builder) => {call}; }} class Limits {{ public DateTime Deadline() => DateTime.UtcNow; }} class Logs {{ }}";

    [Theory]
    [InlineData("class C { readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan }; Task M() => _http.[|GetAsync|](\"/\"); Task N(CancellationToken token) => _http.GetAsync(\"/\", token); }")]
    [InlineData("class C { readonly HttpClient _http; public C(HttpClient http) { http.Timeout = TimeSpan.FromMilliseconds(-1); _http = http; } async Task M() { await _http.[|GetStringAsync|](\"/\"); } }")]
    [InlineData("class C { readonly HttpClient _http; public C(HttpClient http) { _http = http; _http.Timeout = Timeout.InfiniteTimeSpan; } async Task M() { await _http.[|PostAsync|](\"/\", null); } }")]
    [InlineData("class C { async Task M() { using var http = new HttpClient(); http.Timeout = Timeout.InfiniteTimeSpan; await http.[|GetAsync|](\"/\"); } }")]
    [InlineData("class S { void M(IServiceCollection services) => services.AddHttpClient<C>(http => http.Timeout = Timeout.InfiniteTimeSpan); } class C(HttpClient http) { Task M() => http.[|GetAsync|](\"/\"); }")]
    [InlineData("class S { void M(IServiceCollection services) => services.AddHttpClient(\"a\").ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan); } class C(IHttpClientFactory clients) { Task M() { var http = clients.CreateClient(\"a\"); return http.[|GetAsync|](\"/\"); } }")]
    public Task A_client_that_waits_for_ever_is_reported_where_it_calls(string source) => RuleRun.ReportsMarked(Id, source);

    [Theory]
    [InlineData("class C(HttpClient http) { Task M() => http.GetAsync(\"/\"); }")]
    [InlineData("class C { readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) }; Task M() => _http.GetAsync(\"/\"); }")]
    [InlineData("class S { void M(IServiceCollection services) => services.AddHttpClient<C>(http => http.Timeout = Timeout.InfiniteTimeSpan).AddStandardResilienceHandler(); } class C(HttpClient http) { Task M() => http.GetAsync(\"/\"); }")]
    [InlineData("class S { void M(IServiceCollection services) => services.AddHttpClient(\"a\", http => http.Timeout = Timeout.InfiniteTimeSpan); } class C(IHttpClientFactory clients) { Task M() => clients.CreateClient(\"b\").GetAsync(\"/\"); }")]
    [InlineData("class C { readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan }; async Task M() { using var limit = new CancellationTokenSource(1000); await _http.GetAsync(\"/\", limit.Token); } }")]
    public Task Any_other_client_is_silent(string source) => RuleRun.IsSilent(Id, source);

    [Fact]
    public Task Clients_and_settings_of_packages_that_are_absent_are_known_by_name() => RuleRun.ReportsMarked(Id, Scenario.Of(
        """
        class C(Missing.Quotes.QuotesClient quotes, Missing.Database db, Missing.Other other)
        {
            async Task M(CancellationToken token)
            {
                await quotes.[|GetQuoteAsync|](new Request());
                await quotes.GetQuoteAsync(new Request(), cancellationToken: token);
                await other.GetQuoteAsync(new Request());
                db.SetCommandTimeout([|0|]);
                await db.QueryAsync("select 1", [|commandTimeout: 0|]);
                db.UseSqlServer(options => options.CommandTimeout([|0|]));
                db.UseSqlServer(options => options.CommandTimeout(60));
            }
        }
        """).Broken());

    [Theory]
    [InlineData("await tcp.ConnectAsync(")]
    [InlineData("command.CommandTimeout = ;")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Alone(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_and_tests_are_silent() => Task.WhenAll(
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Alone("await tcp.ConnectAsync(\"db\", 1);")),
        RuleRun.IsSilent(Id, Scenario.Of(Alone("await tcp.ConnectAsync(\"db\", 1);")).Option("cns_project_kind", "test")));
}
