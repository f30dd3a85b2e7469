using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class ProcessLocalStoreRuleTests
{
    private const string Id = "CNS2005";

    private static string App(string registration) => $$"""
        using Microsoft.Extensions.Configuration;

        var builder = WebApplication.CreateBuilder(args);
        var redis = builder.Configuration["Redis"];
        {{registration}}
        builder.Build().Run();
        static class Other { public static IServiceCollection AddRedis(this IServiceCollection s, string? c) => s; public static void AddDistributedMemoryCache(int x) { } }
        """;

    [Theory]
    [InlineData("builder.Services.[|AddDistributedMemoryCache|]();")]
    [InlineData("builder.Services.AddRouting().[|AddDistributedMemoryCache|]().AddRouting();")]
    [InlineData("if (string.IsNullOrEmpty(redis)) { builder.Services.[|AddDistributedMemoryCache|](); } else { builder.Services.AddRedis(redis); }")]
    [InlineData("if (redis is null) { builder.Services.[|AddDistributedMemoryCache|](); } else { builder.Services.AddRedis(redis); }")]
    [InlineData("if (redis != null) { builder.Services.AddRedis(redis); } else { builder.Services.[|AddDistributedMemoryCache|](); }")]
    [InlineData("if (redis is { Length: > 0 }) { builder.Services.AddRedis(redis); } else { builder.Services.[|AddDistributedMemoryCache|](); }")]
    [InlineData("if (!builder.Environment.IsDevelopment()) { builder.Services.AddRedis(redis); } builder.Services.[|AddDistributedMemoryCache|]();")]
    public Task Memory_for_shared_data_is_reported(string registration) => RuleRun.ReportsMarked(Id, App(registration));

    [Theory]
    [InlineData("if (builder.Environment.IsDevelopment()) { builder.Services.AddDistributedMemoryCache(); }")]
    [InlineData("if (builder.Environment.IsProduction()) { builder.Services.AddRedis(redis); } else { builder.Services.AddDistributedMemoryCache(); }")]
    [InlineData("if (redis == \"memory\") { builder.Services.AddDistributedMemoryCache(); } else { builder.Services.AddRedis(redis); }")]
    [InlineData("if (builder.Configuration.GetValue<bool>(\"UseMemory\")) { builder.Services.AddDistributedMemoryCache(); }")]
    [InlineData("switch (redis) { case \"memory\": builder.Services.AddDistributedMemoryCache(); break; default: builder.Services.AddRedis(redis); break; }")]
    [InlineData("Other.AddDistributedMemoryCache(1); builder.Services.AddMemoryCache();")]
    public Task A_choice_or_development_is_silent(string registration) => RuleRun.IsSilent(Id, App(registration));

    [Theory]
    [InlineData("builder.Services.AddDbContext<object>(o => o.[|UseInMemoryDatabase|](\"orders\"));")]
    [InlineData("builder.Services.AddIdentityServer().[|AddInMemoryPersistedGrants|]();")]
    public Task Calls_of_absent_packages_are_judged_by_their_names(string registration) => RuleRun.ReportsMarked(Id, Scenario.Of(App(registration)).Broken());

    [Fact]
    public Task A_stateful_program_is_silent() => RuleRun.IsSilent(Id, Scenario.Of(App("builder.Services.AddDistributedMemoryCache();")).Option("cns_stateful", "true"));

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of(App("if (redis is ) { builder.Services.AddDistributedMemoryCache(; }")).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Tests_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(App("builder.Services.AddDistributedMemoryCache();")).Option("cns_project_kind", "test"));

    [Fact]
    public Task An_overload_of_the_registration_itself_is_silent() => RuleRun.IsSilent(
        Id, "public static class Caches { public static IServiceCollection AddDistributedMemoryCache(this IServiceCollection services, Action<object> setup) { services.AddDistributedMemoryCache(); return services; } }");
}
