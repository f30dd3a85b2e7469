using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnsafeRetryFixTests
{
    private static string Source(string registration) => UnsafeRetryRuleTests.Source(registration, "Task M() => http.PostAsync(\"orders\", null);");

    [Theory]
    [InlineData(
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(); // Keep.",
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods()); // Keep.")]
    [InlineData(
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => o.Retry.MaxRetryAttempts = 5);",
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => { o.Retry.MaxRetryAttempts = 5; o.Retry.DisableForUnsafeHttpMethods(); });")]
    [InlineData(
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => { o.Retry.MaxRetryAttempts = 5; });",
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => { o.Retry.DisableForUnsafeHttpMethods(); o.Retry.MaxRetryAttempts = 5; });")]
    [InlineData(
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(configuration.GetSection(\"Retry\"));",
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(configuration.GetSection(\"Retry\")).Configure(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData(
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(); services.AddHttpClient<IPay, Pay>(\"b\").AddStandardResilienceHandler();",
        "services.AddHttpClient<Pay>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods()); services.AddHttpClient<IPay, Pay>(\"b\").AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    public Task Retries_of_unsafe_methods_are_turned_off(string bad, string good) => FixRun.Gives(new UnsafeRetryFix(), Source(bad), Source(good));

    [Fact]
    public Task The_namespace_is_imported() => FixRun.Gives(
        new UnsafeRetryFix(),
        "using System.Text;\n\nclass S { void M(IServiceCollection services) => services.AddHttpClient<Pay>().AddStandardResilienceHandler(); }\n\nclass Pay(HttpClient http) { Task M() => http.PostAsync(\"/\", null); }",
        "using Microsoft.Extensions.Http.Resilience;\nusing System.Text;\n\nclass S { void M(IServiceCollection services) => services.AddHttpClient<Pay>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods()); }\n\nclass Pay(HttpClient http) { Task M() => http.PostAsync(\"/\", null); }");

    [Fact]
    public Task Nothing_is_offered_for_a_pipeline_of_ones_own() => FixRun.OffersNothing(
        new UnsafeRetryFix(), Source("services.AddHttpClient<Pay>().AddResilienceHandler(\"retry\", pipeline => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>()));"));
}
