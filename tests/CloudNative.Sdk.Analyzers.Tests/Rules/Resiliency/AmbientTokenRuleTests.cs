using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class AmbientTokenRuleTests
{
    private const string Id = "CNS4004";

    private const string Types = """
        public class Store
        {
            public Task<int> GetAsync(int id, CancellationToken token = default) => Task.FromResult(id);
            public Task<int> GetAsync(int id, string kind) => Task.FromResult(id);
            public Task<int> AddAsync(int id) => Task.FromResult(id);
            public Task<int> AddAsync(int id, CancellationToken token) => Task.FromResult(id);
            public Task CompensateAsync(int id, CancellationToken token = default) => Task.CompletedTask;
            public Task RollbackAsync(CancellationToken token = default) => Task.CompletedTask;
            public Task PingAsync() => Task.CompletedTask;
            public async IAsyncEnumerable<int> AllAsync(CancellationToken token = default) { await Task.Yield(); yield return 1; }
        }

        """;

    internal static string Controller(string members) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public partial class RatesController(HttpClient http, Store store) : ControllerBase
        {
            {{members}}
            private object Used => (http, store);
        }

        """ + Types;

    private static string Method(string parameter, string body) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.SignalR;
        using Grpc.Core;
        using MassTransit;

        class Handler(HttpClient http, Store store, RequestDelegate next)
        {
            async Task<object?> Handle({{parameter}}) { {{body}} return (http, store, next); }
        }

        class Order { }

        """ + Types;

    [Theory]
    [InlineData("public async Task<IActionResult> Get(int id) => Ok(await http.[|GetStringAsync|]($\"items/{id}\"));")]
    [InlineData("public Task<int> Get(int id) => store.[|GetAsync|](id);")]
    [InlineData("public async Task<int> Get(int id) { var one = await store.[|AddAsync|](id).ConfigureAwait(false); return one + await store.[|GetAsync|](id); }")]
    [InlineData("public async Task Get(int[] ids) { await Task.WhenAll(ids.Select(id => store.[|GetAsync|](id))); }")]
    [InlineData("public async Task Get() { await foreach (var one in store.[|AllAsync|]()) { _ = one; } }")]
    [InlineData("public async Task<int> Get(int id) { var work = store.[|GetAsync|](id); return await work; }")]
    [InlineData("private async Task<int> Ask(int id) { try { return await store.[|GetAsync|](id); } catch (TimeoutException) { return 0; } }")]
    [InlineData("public async Task<int> Get(int id) { await store.AddAsync(id, HttpContext.RequestAborted); return await store.[|GetAsync|](id); }")]
    public Task A_call_of_a_controller_without_the_token_is_reported(string members) => RuleRun.ReportsMarked(Id, Controller(members));

    [Theory]
    [InlineData("HttpContext context", "await http.[|GetAsync|](\"/\");")]
    [InlineData("HttpRequest request", "await store.[|GetAsync|](1);")]
    [InlineData("ServerCallContext context", "await store.[|GetAsync|](1);")]
    [InlineData("ConsumeContext<Order> context", "await store.[|AddAsync|](1);")]
    [InlineData("EndpointFilterInvocationContext context", "await store.[|GetAsync|](1);")]
    [InlineData("HubInvocationContext context", "await store.[|GetAsync|](1);")]
    [InlineData("HttpContext context", "await store.[|GetAsync|](1); await next(context); await store.GetAsync(2);")]
    public Task A_context_as_parameter_brings_the_token(string parameter, string body) => RuleRun.ReportsMarked(Id, Method(parameter, body));

    [Fact]
    public Task Minimal_endpoints_and_local_functions_are_seen() => RuleRun.ReportsMarked(
        Id,
        """
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", async (HttpContext context, Store store) => await store.[|GetAsync|](1));
        app.MapGet("/b", Other);
        app.MapGet("/c", async (int id, Store store, CancellationToken token) => await store.GetAsync(id));
        app.MapGet("/d", async (int id, Store store) => await store.GetAsync(id));
        app.Run();

        static async Task<int> Other(HttpContext context, Store store) => await store.[|GetAsync|](1);

        """ + Types);

    [Fact]
    public Task Hubs_and_pages_inherit_it() => RuleRun.ReportsMarked(
        Id,
        """
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;

        class Chat(Store store) : Hub
        {
            public async Task Say(int text) { await store.[|AddAsync|](text); await Clients.All.SendAsync("said", text); }
            public override async Task OnDisconnectedAsync(Exception? exception) => await store.AddAsync(0);
        }

        partial class Index(Store store) : PageModel { public async Task OnGetAsync() => await store.[|GetAsync|](1); }

        """ + Types);

    [Theory]
    [InlineData("public async Task Get(int id) { await store.GetAsync(id, HttpContext.RequestAborted); }")]
    [InlineData("public async Task Get(int id) { await store.GetAsync(id, CancellationToken.None); }")]
    [InlineData("public async Task Get(int id, CancellationToken token) { await store.GetAsync(id); }")]
    [InlineData("public async Task Get(int id) { using var limit = new CancellationTokenSource(1000); await store.GetAsync(id, limit.Token); await store.GetAsync(id); }")]
    [InlineData("public async Task Get() { await store.PingAsync(); await store.GetAsync(1, \"kind\"); }")]
    [InlineData("public async Task Get() { try { await store.PingAsync(); } catch (Exception) { await store.AddAsync(1); } finally { await store.AddAsync(2); } }")]
    [InlineData("public async Task Get() { await store.CompensateAsync(1); await store.RollbackAsync(); }")]
    [InlineData("private async Task CompensateOrder() { await store.AddAsync(1); }")]
    [InlineData("private async Task RollbackOrder() { await store.AddAsync(1); }")]
    [InlineData("public async Task Post(int id) { await store.GetAsync(id, HttpContext.RequestAborted); await store.AddAsync(id); }")]
    [InlineData("public void Post(int id) { _ = store.AddAsync(id); _ = Task.Run(async () => await store.AddAsync(id)); }")]
    [InlineData("private readonly CancellationToken _stopping; public async Task Post(int id) { await store.AddAsync(id); }")]
    [InlineData("private static async Task Post(Store other) { await other.AddAsync(1); }")]
    [InlineData("public async Task Post() { await Response.WriteAsJsonAsync(1); await Response.Body.WriteAsync(new byte[1]); await System.Text.Json.JsonSerializer.SerializeAsync(Response.Body, 1); }")]
    public Task A_call_that_has_one_or_must_not_is_silent(string members) => RuleRun.IsSilent(Id, "using Microsoft.AspNetCore.Http;\n" + Controller(members));

    [Theory]
    [InlineData("HttpContext context", "await next(context); await store.AddAsync(1);")]
    [InlineData("HttpContext context, CancellationToken token", "await store.AddAsync(1);")]
    [InlineData("ConsumeContext<Order> context", "await context.RespondAsync(new Order());")]
    [InlineData("HttpClient context", "await store.AddAsync(1);")]
    public Task A_context_that_does_not_count_is_silent(string parameter, string body) => RuleRun.IsSilent(Id, Method(parameter, body));

    [Fact]
    public Task Queries_of_a_package_that_is_absent_are_known_by_name() => RuleRun.ReportsMarked(Id, Scenario.Of(
        Controller("Missing.Db _db; public async Task<object> Get() { await _db.[|SaveChangesAsync|](); await _db.SaveChangesAsync(token); await _db.Others.Frobnicate(); return await _db.Rates.Where(rate => rate.On).[|ToListAsync|](); }")).Broken());

    [Fact]
    public Task A_call_context_of_a_package_that_is_absent_is_known_by_name() => RuleRun.ReportsMarked(
        Id, Scenario.Of("class Quotes(HttpClient http) { public async Task<string> Get(int id, ServerCallContext context) => await http.[|GetStringAsync|](\"/\"); }").Broken());

    [Theory]
    [InlineData("public async Task Get() { await store.GetAsync(;")]
    [InlineData("public async Task Get( => await")]
    public Task Broken_code_gives_no_exception(string members) => RuleRun.Analyze(Scenario.Of(Controller(members)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_and_tests_are_silent() => Task.WhenAll(
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Controller("public Task<int> Get(int id) => store.GetAsync(id);")),
        RuleRun.IsSilent(Id, Scenario.Of(Controller("public Task<int> Get(int id) => store.GetAsync(id);")).Option("cns_project_kind", "test")));

    [Fact]
    public async Task The_message_names_the_token() => Assert.Equal(
        "'GetAsync' goes on for a caller who has left. Pass 'HttpContext.RequestAborted', or work that nobody waits for takes the place of work that somebody does.",
        await RuleRun.Message(Id, Controller("public Task<int> Get(int id) => store.GetAsync(id);")));

    [Theory]
    [InlineData("HttpContext context", "await new Forwarder().SendAsync(context, 1);")]
    [InlineData("HttpRequest request", "await new Forwarder().SendAsync(request.HttpContext, 1);")]
    public Task Whoever_is_given_the_request_has_its_token(string parameter, string body) => RuleRun.IsSilent(Id, Method(parameter, body), """
        using Microsoft.AspNetCore.Http;
        public class Forwarder { public Task<int> SendAsync(HttpContext context, int id) => Task.FromResult(id); public Task<int> SendAsync(HttpContext context, int id, CancellationToken token) => Task.FromResult(id); }
        """);
}
