using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class RemoteLivenessRuleTests
{
    private const string Id = "CNS1001";

    internal const string Checks = """
        namespace Shop;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        class OrdersContext : DbContext;
        class CatalogClient(HttpClient http) { public HttpClient Http => http; }

        abstract class Check : IHealthCheck
        {
            public virtual Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation = default) => Task.FromResult(HealthCheckResult.Healthy());
        }

        class LocalCheck(ILogger<LocalCheck> logger) : Check { public ILogger Logger => logger; }
        class HttpCheck(HttpClient http) : Check { public HttpClient Http => http; }
        class FactoryCheck(IHttpClientFactory factory) : Check { public IHttpClientFactory Factory => factory; }
        class DbCheck(OrdersContext db) : Check { public DbContext Db => db; }
        class WrapperCheck(CatalogClient client) : Check { public CatalogClient Client => client; }
        class BodyCheck : Check
        {
            public override async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation = default)
            {
                using var client = new HttpClient();
                await client.GetAsync("http://x", cancellation);
                return HealthCheckResult.Healthy();
            }
        }
        """;

    private static Scenario App(string registration, string endpoints) => Scenario.Of(
        $$"""
        using Microsoft.AspNetCore.Diagnostics.HealthChecks;
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using Shop;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks(){{registration}};
        var app = builder.Build();
        {{endpoints}}
        app.Run();
        """,
        Checks);

    [Theory]
    [InlineData(".AddCheck<HttpCheck>(\"a\")")]
    [InlineData(".AddCheck<FactoryCheck>(\"a\")")]
    [InlineData(".AddCheck<DbCheck>(\"a\")")]
    [InlineData(".AddCheck<WrapperCheck>(\"a\")")]
    [InlineData(".AddCheck<BodyCheck>(\"a\")")]
    [InlineData(".AddCheck(\"a\", new BodyCheck())")]
    [InlineData(".AddTypeActivatedCheck<DbCheck>(\"a\")")]
    [InlineData(".AddAsyncCheck(\"a\", async () => { await new HttpClient().GetAsync(\"http://x\"); return HealthCheckResult.Healthy(); })")]
    [InlineData(".AddNpgSql(\"Host=x\", \"a\")")]
    [InlineData(".AddRedis(\"x\", tags: [\"cache\"])")]
    [InlineData(".AddServiceCheck(\"catalog\")")]
    public async Task A_remote_check_on_a_liveness_endpoint_is_reported(string registration)
    {
        await RuleRun.ReportsMarked(Id, App(registration, "[|app.MapHealthChecks(\"/alive\")|];"));
        await RuleRun.ReportsMarked(Id, App(registration, "[|app.UseHealthChecks(\"/healthz/live\")|];"));
    }

    [Theory]
    [InlineData(".AddRavenDB(\"x\")", true)]
    [InlineData(".AddRavenDB(\"x\", name: \"db\", tags: [\"live\", \"db\"])", true)]
    [InlineData(".AddMongoDb(args[0], \"mongo\")", true)]
    [InlineData(".AddKafka(\"x\").AddCheck<LocalCheck>(\"a\", tags: new[] { \"live\" })", true)]
    [InlineData(".AddPrivate(\"x\").AddCheck<HttpCheck>(\"a\")", true)]
    [InlineData(".AddPrivate(\"x\").AddCheck<LocalCheck>(\"a\")", false)]
    [InlineData("; builder.Services.AddRavenDB(\"x\")", false)]
    [InlineData("; builder.Services.AddMongoDb(\"x\")", false)]
    public async Task A_check_of_an_absent_package_is_known_by_its_name(string registration, bool isRemote)
    {
        var endpoint = isRemote ? "[|app.MapHealthChecks(\"/alive\")|];" : "app.MapHealthChecks(\"/alive\");";
        await RuleRun.ReportsMarked(Id, App(registration, endpoint).Broken());
        await RuleRun.IsSilent(Id, App(registration, "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"other\") });").Broken());
    }

    [Theory]
    [InlineData(".AddRavenDB(\"x\", tags: [\"ready\"])")]
    [InlineData(".AddRavenDB(\"x\", tags: args)")]
    [InlineData(".AddRavenDB(\"x\", args)")]
    public Task A_check_of_an_absent_package_that_is_not_selected_is_silent(string registration) =>
        RuleRun.IsSilent(Id, App(registration, "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") });").Broken());

    [Theory]
    [InlineData(".AddCheck<LocalCheck>(\"a\")")]
    [InlineData(".AddCheck(\"self\", () => HealthCheckResult.Healthy())")]
    [InlineData(".AddPrivateMemoryHealthCheck(1000)")]
    [InlineData("")]
    public Task A_local_check_is_silent(string registration) => RuleRun.IsSilent(Id, App(registration, "app.MapHealthChecks(\"/alive\");"));

    [Theory]
    [InlineData("[|app.MapHealthChecks(\"/livez\")|];")]
    [InlineData("[|app.MapHealthChecks(\"/healthz\")|];")]
    [InlineData("[|app.MapHealthChecks(\"/x\", new() { Predicate = r => r.Tags.Contains(\"live\") })|]; app.MapHealthChecks(\"/y\");")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = r => r.Name == \"db\" })|];")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = r => r.Name != \"other\" && !r.Tags.Contains(\"x\") })|];")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = r => r.Tags.Contains(\"x\") || r.Tags.Contains(\"live\") })|];")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = _ => true })|];")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions { Predicate = null })|];")]
    [InlineData("[|app.MapHealthChecks(\"/alive\", new HealthCheckOptions())|];")]
    [InlineData("[|app.MapHealthChecks(\"/health\")|];")]
    [InlineData("app.MapHealthChecks(\"/ready\"); [|app.MapHealthChecks(Paths.Live)|];")]
    public Task What_the_endpoint_runs_is_evaluated(string endpoints)
    {
        var scenario = App(".AddCheck<DbCheck>(\"db\", tags: [\"live\"])", endpoints);
        return RuleRun.ReportsMarked(Id, scenario.File("Paths.cs", "static class Paths { public const string Live = \"/health/live\"; }"));
    }

    [Theory]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = r => !r.Tags.Contains(\"ready\") });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = _ => false });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Name == \"self\" });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = Choose }); static bool Choose(HealthCheckRegistration r) => true;")]
    [InlineData("Func<HealthCheckRegistration, bool> choose = r => true; app.MapHealthChecks(\"/alive\", new() { Predicate = choose });")]
    [InlineData("app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Timeout > TimeSpan.Zero });")]
    [InlineData("var options = new HealthCheckOptions(); options.Predicate = _ => false; app.MapHealthChecks(\"/alive\", options);")]
    [InlineData("app.MapHealthChecks(\"/healthz/ready\");")]
    [InlineData("app.MapHealthChecks(\"/delivery\"); app.MapHealthChecks(\"/other\");")]
    [InlineData("app.MapHealthChecks(\"/health\"); app.MapHealthChecks(\"/alive\", new() { Predicate = _ => false });")]
    [InlineData("app.MapHealthChecks(args[0]);")]
    [InlineData("")]
    public Task An_endpoint_that_runs_others_or_is_not_known_is_silent(string endpoints) => RuleRun.IsSilent(Id, App(".AddCheck<DbCheck>(\"db\", tags: [\"ready\"])", endpoints));

    [Fact]
    public Task Tags_that_are_not_known_are_silent() =>
        RuleRun.IsSilent(Id, App(".AddCheck<DbCheck>(\"db\", tags: args)", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") });"));

    [Fact]
    public Task Under_the_sdk_the_tag_decides() => RuleRun.ReportsMarked(
        Id,
        App(".AddCheck<LocalCheck>(\"l\", tags: [\"live\"]).AddCheck<HttpCheck>(\"h\", tags: [\"ready\"]).AddCheck<FactoryCheck>(\"f\")", "")
            .File("Setup.cs", "static class Setup { public static void Add(WebApplicationBuilder builder) { builder.AddCloudNative(); [|builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"db\", tags: [\"live\"])|]; } }"));

    [Fact]
    public Task Under_the_health_feature_the_tag_decides_too() => RuleRun.ReportsMarked(
        Id,
        Scenario.Of("var builder = Host.CreateApplicationBuilder(args); builder.AddCloudNativeHealth(); [|builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"db\", tags: [\"live\"])|];", Checks));

    [Fact]
    public Task Under_the_sdk_an_unfiltered_endpoint_is_not_the_liveness_probe() =>
        RuleRun.IsSilent(Id, App(".AddCheck<DbCheck>(\"db\")", "app.MapHealthChecks(\"/health\");").File("Setup.cs", "static class Setup { public static void Add(WebApplicationBuilder builder) => builder.AddCloudNative(); }"));

    [Fact]
    public Task A_word_of_the_project_makes_a_path_a_liveness_path()
    {
        var endpoints = "[|app.MapHealthChecks(\"/heartbeat\")|]; app.MapHealthChecks(\"/alive\");";
        return RuleRun.ReportsMarked(Id, App(".AddCheck<DbCheck>(\"db\")", endpoints).Option("cns_1001_live_paths", "heartbeat, pulse"));
    }

    [Fact]
    public Task An_empty_setting_means_the_default() =>
        RuleRun.ReportsMarked(Id, App(".AddCheck<DbCheck>(\"db\")", "[|app.MapHealthChecks(\"/alive\")|];").Option("cns_1001_live_paths", " , "));

    [Fact]
    public async Task The_messages_name_the_endpoint_and_the_check()
    {
        Assert.Equal(
            "Endpoint '/alive' runs the check 'db' of a remote dependency as liveness. Select checks by the tag 'live', or a slow dependency restarts this service.",
            await RuleRun.Message(Id, "var builder = WebApplication.CreateBuilder(args); builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"db\"); builder.Build().MapHealthChecks(\"/alive\");", Checks));
        Assert.Equal(
            "The check 'db' of a remote dependency is tagged 'live'. Tag it 'ready', or a slow dependency restarts this service.",
            await RuleRun.Message(Id, "var builder = WebApplication.CreateBuilder(args); builder.AddCloudNative(); builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"db\", tags: [\"live\"]);", Checks));
    }

    [Fact]
    public async Task The_registrations_are_additional_locations()
    {
        var scenario = App(".AddCheck<DbCheck>(\"a\").AddNpgSql(\"x\", \"b\")", "app.MapHealthChecks(\"/alive\");");

        Assert.Equal(2, Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id).AdditionalLocations.Count);
    }

    [Theory]
    [InlineData("", "[|app.MapHealthChecks(\"/alive\")|];")]
    [InlineData(", tags: [\"ready\"]", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => !r.Tags.Contains(\"ready\") });")]
    [InlineData(", tags: Environment.GetCommandLineArgs()", "app.MapHealthChecks(\"/alive\", new() { Predicate = r => r.Tags.Contains(\"live\") });")]
    public Task A_registration_in_a_library_is_known_from_its_facts(string tags, string endpoints)
    {
        var library = FactRun.Of(Scenario.Of(
            $$"""public static class Setup { public static void Add(IServiceCollection services) => services.AddHealthChecks().AddCheck<Shop.DbCheck>("db"{{tags}}); }""",
            Checks.Replace("\nclass DbCheck", "\npublic class DbCheck", StringComparison.Ordinal).Replace("\nclass OrdersContext", "\npublic class OrdersContext", StringComparison.Ordinal).Replace("abstract class", "public abstract class", StringComparison.Ordinal)).Named("Shop.Data"));

        return RuleRun.ReportsMarked(Id, Scenario.Of($"var app = WebApplication.Create(args); {endpoints}").Reference(library.ToReference()));
    }

    [Fact]
    public Task A_library_is_silent() => RuleRun.IsSilent(Id, Scenario.Of(
        "static class Setup { static void M(WebApplicationBuilder builder) { builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"db\"); builder.Build().MapHealthChecks(\"/alive\"); } }",
        Checks).As(OutputKind.DynamicallyLinkedLibrary));

    [Theory]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Services.AddHealthChecks().AddCheck<Missing>(\"a\"); builder.Build().MapHealthChecks(\"/alive\");")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Services.AddHealthChecks().AddCheck(; builder.Build().MapHealthChecks(;")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Services.AddHealthChecks().AddCheck<Shop.DbCheck>(\"a\"); builder.Build().MapHealthChecks(\"/alive\", new() { Predicate = r => r. });")]
    public Task Broken_code_is_silent(string source) => RuleRun.IsSilent(Id, Scenario.Of(source, Checks).Broken());

    [Fact]
    public Task A_project_without_health_checks_is_silent() => RuleRun.IsSilent(Id, Scenario.Of("app.MapHealthChecks(\"/alive\");").Broken().Without("Microsoft.").Without("CloudNative").Without("ThirdParty"));
}
