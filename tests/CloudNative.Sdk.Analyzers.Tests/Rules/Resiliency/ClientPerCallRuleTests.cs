using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class ClientPerCallRuleTests
{
    private const string Id = "CNS4001";

    private static string Class(string members) => $$"""
        using Grpc.Net.Client;

        class Rates(HttpMessageHandler shared, IHttpClientFactory clients)
        {
            private HttpClient? _kept;
            private readonly List<HttpClient> _all = [];
            {{members}}
            string Use(HttpClient http) => "";
        }

        class GreeterClient(Grpc.Core.ChannelBase channel) : Grpc.Core.ClientBase<GreeterClient>(channel) { public Task<string> HelloAsync() => Task.FromResult(""); }
        """;

    [Theory]
    [InlineData("async Task<string> Get() { using var http = [|new HttpClient()|]; return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using (var http = [|new HttpClient()|]) { return await http.GetStringAsync(\"/\"); } }")]
    [InlineData("async Task<string> Get() { HttpClient http = [|new()|]; http.Timeout = TimeSpan.FromSeconds(1); http.DefaultRequestHeaders.Add(\"a\", \"b\"); return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() => await [|new HttpClient()|].GetStringAsync(\"/\");")]
    [InlineData("async Task<string> Get() { using var http = [|new HttpClient { BaseAddress = new Uri(\"http://a\") }|]; return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using var handler = new SocketsHttpHandler(); using var http = [|new HttpClient(handler)|]; return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using var http = [|new HttpClient(new HttpClientHandler())|]; return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using var channel = [|GrpcChannel.ForAddress(\"http://a\")|]; var client = new GreeterClient(channel); return await client.HelloAsync(); }")]
    [InlineData("async Task All(string[] urls) { foreach (var url in urls) { using var http = [|new HttpClient()|]; await http.GetStringAsync(url); } }")]
    [InlineData("Timer Start() => new(_ => { var http = [|new HttpClient()|]; http.GetStringAsync(\"/\"); });")]
    [InlineData("Task<string> Get() { async Task<string> Inner() { using var http = [|new HttpClient()|]; return await http.GetStringAsync(\"/\"); } return Inner(); }")]
    public Task A_client_that_serves_one_call_is_reported(string members) => RuleRun.ReportsMarked(Id, Class(members));

    [Theory]
    [InlineData("HttpClient Get() => new HttpClient();")]
    [InlineData("HttpClient Get() { var http = new HttpClient(); http.Timeout = TimeSpan.FromSeconds(1); return http; }")]
    [InlineData("void Keep() { _kept = new HttpClient(); }")]
    [InlineData("void Keep() { _kept ??= new HttpClient(); }")]
    [InlineData("void Keep() { var http = new HttpClient(); _all.Add(http); }")]
    [InlineData("string Give() { var http = new HttpClient(); return Use(http); }")]
    [InlineData("async Task<string> Get() { using var http = new HttpClient(shared, disposeHandler: false); return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using var http = new HttpClient(shared); return await http.GetStringAsync(\"/\"); }")]
    [InlineData("async Task<string> Get() { using var http = clients.CreateClient(); return await http.GetStringAsync(\"/\"); }")]
    [InlineData("static readonly HttpClient s_http = new(); readonly HttpClient _http = new();")]
    [InlineData("static readonly Lazy<HttpClient> s_http = new(() => new HttpClient());")]
    [InlineData("static async Task<string> Probe() { using var http = new HttpClient(); return await http.GetStringAsync(\"/\"); }")]
    [InlineData("GreeterClient Get() { var channel = GrpcChannel.ForAddress(\"http://a\"); return new GreeterClient(channel); }")]
    [InlineData("async Task InitializeAsync() { using var http = new HttpClient(); await http.GetStringAsync(\"/\"); }")]
    public Task A_client_that_lives_on_is_silent(string members) => RuleRun.IsSilent(Id, Class(members));

    [Fact]
    public Task Endpoints_are_judged_and_start_up_is_not() => RuleRun.ReportsMarked(
        Id,
        """
        using var start = new HttpClient();
        await start.GetStringAsync("/");
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(_ => new HttpClient());
        var app = builder.Build();
        app.MapGet("/", async () => { using var http = [|new HttpClient()|]; return await http.GetStringAsync("/"); });
        app.MapGet("/b", RateEndpoints.Get);

        static class RateEndpoints { public static async Task<string> Get() { using var http = [|new HttpClient()|]; return await http.GetStringAsync("/"); } }
        """);

    [Theory]
    [InlineData("using var http = new HttpClient(); while (!token.IsCancellationRequested) { await http.GetStringAsync(\"/\"); await Task.Delay(1, token); }", "")]
    [InlineData("while (!token.IsCancellationRequested) { using var http = [|new HttpClient()|]; await http.GetStringAsync(\"/\"); await Task.Delay(1, token); }", "")]
    [InlineData("while (!token.IsCancellationRequested) { using var http = new HttpClient(); while (true) { await http.GetStringAsync(\"/\"); await Task.Delay(1, token); } }", "")]
    [InlineData("await Poll();", "async Task Poll() { using var http = [|new HttpClient()|]; await http.GetStringAsync(\"/\"); }")]
    public Task A_background_service_may_have_its_own(string body, string members) => RuleRun.ReportsMarked(
        Id, $"class W : BackgroundService {{ protected override async Task ExecuteAsync(CancellationToken token) {{ {body} }} {members} }}");

    [Fact]
    public Task Clients_of_packages_that_are_absent_are_known_by_name() => RuleRun.ReportsMarked(
        Id,
        Scenario.Of(
            """
            class C
            {
                async Task A() { var mongo = [|new MongoClient("a")|]; await mongo.GetDatabase("b").Drop(); }
                async Task B() { var mux = await [|ConnectionMultiplexer.ConnectAsync("a")|]; var db = mux.GetDatabase(); await db.StringSetAsync("a", "b"); }
                async Task D() { var factory = new ConnectionFactory(); using var connection = await [|factory.CreateConnectionAsync()|]; using var channel = await connection.CreateChannelAsync(); await channel.Publish(); }
                object E() { var mux = ConnectionMultiplexer.Connect("a"); return mux.GetDatabase(); }
                async Task F(IDbFactory factory) { using var connection = factory.CreateConnection(); await connection.OpenAsync(); }
                object G() => new CosmosClient("a");
            }
            """).Broken());

    [Fact]
    public Task A_type_can_be_added() => RuleRun.ReportsMarked(
        Id,
        Scenario.Of("class Pool { public void Use() { } } class C { void M() { var pool = [|new Pool()|]; pool.Use(); new HttpClient().CancelPendingRequests(); } }").Option("cns_4001_types", "Pool"));

    [Theory]
    [InlineData("async Task A() { var x = new HttpClient(; }")]
    [InlineData("void A() { var x = new MongoClient(missing).Missing(; x = x; }")]
    public Task Broken_code_gives_no_exception(string members) => RuleRun.Analyze(Scenario.Of(Class(members)).Broken().Compile(), Scenario.Of());

    [Theory]
    [InlineData("cli")]
    [InlineData("client")]
    [InlineData("test")]
    public Task Projects_that_are_no_service_are_silent(string kind) =>
        RuleRun.IsSilent(Id, Scenario.Of(Class("void M() { new HttpClient().Dispose(); }")).Option("cns_project_kind", kind));
}
