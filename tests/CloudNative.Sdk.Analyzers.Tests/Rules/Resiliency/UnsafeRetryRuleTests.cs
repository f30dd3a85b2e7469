using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnsafeRetryRuleTests
{
    private const string Id = "CNS4007";

    internal static string Source(string registration, string client) => $$"""
        using System.Net.Http.Json;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Http.Resilience;
        using Polly;
        using Polly.Retry;

        static class Setup
        {
            public static void Add(IServiceCollection services, IConfiguration configuration, Action<HttpStandardResilienceOptions> unknown, string name)
            {
                {{registration}}
                _ = (configuration, unknown, name);
            }

            static IHttpClientBuilder AddRetries(this IHttpClientBuilder builder) { builder.AddStandardResilienceHandler(/*m*/); return builder; }
            static void Safely(HttpStandardResilienceOptions options) => options.Retry.DisableForUnsafeHttpMethods();
            static void Tuned(HttpStandardResilienceOptions options) => options.Retry.MaxRetryAttempts = 5;
        }

        interface IPay { }

        partial class Pay(HttpClient http, IHttpClientFactory clients) : IPay
        {
            {{client}}
            object Used => (http, clients);
        }
        """;

    private const string Post = "Task M() => http.PostAsync(\"orders\", null);";

    [Theory]
    [InlineData("services.AddHttpClient<Pay>().[|AddStandardResilienceHandler|]();", Post)]
    [InlineData("services.AddHttpClient<IPay, Pay>(\"pay\", c => c.BaseAddress = null).[|AddStandardResilienceHandler|]();", "async Task M() { await http.PostAsJsonAsync(\"orders\", 1); }")]
    [InlineData("services.AddHttpClient<Pay>().[|AddStandardResilienceHandler|](configuration.GetSection(\"Retry\"));", "Task M() => http.PatchAsync(\"orders\", null);")]
    [InlineData("services.AddHttpClient<Pay>().[|AddStandardResilienceHandler|](options => options.Retry.MaxRetryAttempts = 5);", "Task M(HttpContent c) => http.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"orders\") { Content = c });")]
    [InlineData("services.AddHttpClient<Pay>().[|AddStandardResilienceHandler|](Tuned);", "Task M() => http.SendAsync(new() { Method = HttpMethod.Patch });")]
    [InlineData("services.AddHttpClient<Pay>().[|AddResilienceHandler|](\"retry\", pipeline => pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage> { MaxRetryAttempts = 3 }));", Post)]
    [InlineData("var builder = services.AddHttpClient<Pay>(); builder.[|AddStandardResilienceHandler|]();", Post)]
    [InlineData("services.AddHttpClient(\"pay\").[|AddStandardResilienceHandler|]();", "async Task M() { var own = clients.CreateClient(\"pay\"); await own.PostAsync(\"orders\", null); }")]
    [InlineData("services.AddHttpClient(\"pay\").[|AddStandardResilienceHandler|]();", "readonly HttpClient _own = clients.CreateClient(\"pay\"); Task M() => _own.PostAsync(\"orders\", null);")]
    [InlineData("services.AddHttpClient(\"pay\").AddTypedClient<Pay>().[|AddStandardResilienceHandler|]();", Post)]
    [InlineData("services.AddHttpClient<Pay>().[|AddStandardResilienceHandler|]();", "Task M() => clients.CreateClient(nameof(Pay)).PostAsync(\"orders\", null);")]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.[|AddStandardResilienceHandler|]());", Post)]
    [InlineData("services.ConfigureHttpClientDefaults(http => { http.[|AddStandardResilienceHandler|](); });", "Task M() => clients.CreateClient().PostAsync(\"orders\", null);")]
    public Task A_retry_of_a_client_that_posts_is_reported(string registration, string client) => RuleRun.ReportsMarked(Id, Source(registration, client));

    [Theory]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => o.Retry.DisableFor(HttpMethod.Post));", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler().Configure(o => o.Retry.DisableForUnsafeHttpMethods());", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler(Safely);", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler(unknown);", Post)]
    [InlineData("services.ConfigureAll<HttpStandardResilienceOptions>(o => o.Retry.DisableForUnsafeHttpMethods()); services.AddHttpClient<Pay>().AddStandardResilienceHandler();", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", "Task M() => http.GetAsync(\"orders\");")]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", "Task M() => http.PutAsync(\"orders\", null);")]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", "Task M() => http.PostAsync(\"orders/search\", null);")]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", "Task M(HttpRequestMessage message) { message.Headers.Add(\"Idempotency-Key\", \"1\"); return http.PostAsync(\"orders\", null); }")]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", "Task M() { using var own = new HttpClient(); return own.PostAsync(\"orders\", null); }")]
    [InlineData("services.AddHttpClient(\"other\").AddStandardResilienceHandler();", Post)]
    [InlineData("services.AddHttpClient(name).AddStandardResilienceHandler();", "Task M(string other) => clients.CreateClient(other).PostAsync(\"orders\", null);")]
    [InlineData("services.AddHttpClient<Pay>(); services.AddHttpClient(\"b\").AddStandardResilienceHandler();", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddResilienceHandler(\"limit\", pipeline => { });", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddResilienceHandler(\"x\", p => p.AddRetry(new RetryStrategyOptions<HttpResponseMessage> { DelayGenerator = a => new ValueTask<TimeSpan?>(TimeSpan.Zero) }).ToString()!.Contains(HttpMethod.Get.ToString()));", Post)]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); services.AddHttpClient<Pay>().AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());", Post)]
    [InlineData("services.AddHttpClient<Pay>().AddCloudNativeResiliency();", Post)]
    public Task A_retry_that_spares_them_or_cannot_be_told_is_silent(string registration, string client) => RuleRun.IsSilent(Id, Source(registration, client));

    [Theory]
    [InlineData("services.AddHttpClient<Pay>().AddRetries();", Post, true)]
    [InlineData("services.AddHttpClient<Pay>().ConfigureHttpClient(c => { }).AddRetries(); services.AddHttpClient(\"b\").AddRetries();", Post, true)]
    [InlineData("services.AddHttpClient(\"b\").AddRetries();", Post, false)]
    [InlineData("services.AddHttpClient<Pay>().AddRetries();", "Task M() => http.GetAsync(\"orders\");", false)]
    public Task A_handler_that_a_method_of_the_project_adds_is_seen(string registration, string client, bool isReported)
    {
        var source = Source(registration, client);
        return RuleRun.ReportsMarked(Id, isReported ? source.Replace("builder.AddStandardResilienceHandler(/*m*/)", "builder.[|AddStandardResilienceHandler|]()", StringComparison.Ordinal) : source);
    }

    [Fact]
    public Task Handlers_of_packages_that_are_absent_are_known_by_name() => RuleRun.ReportsMarked(Id, Scenario.Of(Source(
        """
        services.AddHttpClient<Pay>().[|AddPolicyHandler|](Retries());
        services.AddHttpClient<Pay>().[|AddTransientHttpErrorPolicy|](policy => policy.WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n)));
        services.AddHttpClient<Pay>().AddPolicyHandler((request) => request.Method == HttpMethod.Get ? Retries() : Nothing());
        services.AddHttpClient<Pay>().AddPolicyHandler(Missing.Breaker());
        static object Retries() => HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));
        """,
        Post)).Broken());

    [Theory]
    [InlineData("services.AddHttpClient<Pay>().AddStandardResilienceHandler(", Post)]
    [InlineData("services.AddHttpClient<>().AddStandardResilienceHandler();", "Task M() => http.PostAsync(")]
    public Task Broken_code_gives_no_exception(string registration, string client) => RuleRun.Analyze(Scenario.Of(Source(registration, client)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_and_tests_are_silent() => Task.WhenAll(
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", Post)),
        RuleRun.IsSilent(Id, Scenario.Of(Source("services.AddHttpClient<Pay>().AddStandardResilienceHandler();", Post)).Option("cns_project_kind", "test")));
}
