using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class NestedRetryRuleTests
{
    private const string Id = "CNS4008";

    private static string Source(string body, string registration = "") => $$"""
        using Polly;
        using Polly.Retry;

        static class Setup { public static void Add(IServiceCollection services) { {{registration}} _ = services; } }

        class Rates(HttpClient http, ResiliencePipeline retryPipeline, ResiliencePipeline other, Prices prices)
        {
            static readonly IAsyncPolicy Policy3 = Policy.Handle<HttpRequestException>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));
            static readonly IAsyncPolicy Conflicts = Policy.Handle<InvalidOperationException>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));
            readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();
            readonly ResiliencePipeline _timeout = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build();
            async Task M(CancellationToken token) { {{body}} await Task.Yield(); _ = (http, retryPipeline, other, prices, _retry, _timeout); }
            Task Inner(CancellationToken token) => _retry.ExecuteAsync(async t => await Task.Delay(1, t), token).AsTask();
        }

        class Prices(HttpClient http) { public Task<string> GetAsync() => http.GetStringAsync("/"); }
        """;

    private const string Handler = "services.AddHttpClient<Rates>().AddStandardResilienceHandler();";

    [Theory]
    [InlineData("await _retry.[|ExecuteAsync|](async t => await retryPipeline.ExecuteAsync(async u => await Task.Delay(1, u), t), token);")]
    [InlineData("await Policy3.[|ExecuteAsync|](() => Policy3.ExecuteAsync(() => Task.Delay(1)));")]
    [InlineData("await retryPipeline.[|ExecuteAsync|](async t => await Inner(t), token);")]
    [InlineData("await Policy.Handle<Exception>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n)).[|ExecuteAsync|](() => Policy3.ExecuteAsync(() => Task.Delay(1)));")]
    [InlineData("[|for|] (var attempt = 0; attempt < 3; attempt++) { try { await Inner(token); return; } catch (HttpRequestException) { await Task.Delay(1000, token); } }")]
    public Task A_retry_in_a_retry_is_reported(string body) => RuleRun.ReportsMarked(Id, Source(body));

    [Theory]
    [InlineData("await _retry.[|ExecuteAsync|](async t => await http.GetStringAsync(\"/\", t), token);", Handler)]
    [InlineData("await _retry.[|ExecuteAsync|](async t => await http.GetStringAsync(\"/\", t), token);", "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());")]
    [InlineData("await Policy3.[|ExecuteAsync|](() => prices.GetAsync());", "services.AddHttpClient<Prices>().AddStandardResilienceHandler();")]
    [InlineData("await _retry.[|ExecuteAsync|](async t => await http.GetStringAsync(\"/\", t), token);", "services.AddHttpClient<Rates>().AddCloudNativeResiliency();")]
    [InlineData("for (;;) { await Task.Delay(1, token); break; } [|for|] (var n = 0; n < 3; n++) { try { var answer = await http.GetAsync(\"/\", token); if (answer.IsSuccessStatusCode) { return; } } catch (HttpRequestException) { } await Task.Delay(1000, token); }", Handler)]
    [InlineData("[|while|] (true) { try { await http.GetAsync(\"/\", token); break; } catch (HttpRequestException) { await Task.Delay(1000, token); } }", Handler)]
    public Task A_retry_around_a_client_with_a_handler_is_reported(string body, string registration) => RuleRun.ReportsMarked(Id, Source(body, registration));

    [Theory]
    [InlineData("await _timeout.ExecuteAsync(async t => await _retry.ExecuteAsync(async u => await Task.Delay(1, u), t), token);", "")]
    [InlineData("await _retry.ExecuteAsync(async t => await _timeout.ExecuteAsync(async u => await Task.Delay(1, u), t), token);", "")]
    [InlineData("await _retry.ExecuteAsync(async t => await other.ExecuteAsync(async u => await Task.Delay(1, u), t), token);", "")]
    [InlineData("await _retry.ExecuteAsync(async t => await Task.Delay(1, t), token); await retryPipeline.ExecuteAsync(async t => await Task.Delay(1, t), token);", Handler)]
    [InlineData("await Conflicts.ExecuteAsync(() => Policy3.ExecuteAsync(() => Task.Delay(1)));", "")]
    [InlineData("await Conflicts.ExecuteAsync(() => http.GetAsync(\"/\", token));", Handler)]
    [InlineData("await _retry.ExecuteAsync(async t => await http.GetStringAsync(\"/\", t), token);", "")]
    [InlineData("await _retry.ExecuteAsync(async t => await http.GetStringAsync(\"/\", t), token);", "services.AddHttpClient<Prices>().AddStandardResilienceHandler();")]
    [InlineData("await _retry.ExecuteAsync(async t => { using var own = new HttpClient(); await own.GetStringAsync(\"/\", t); }, token);", "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());")]
    [InlineData("while (!token.IsCancellationRequested) { try { await http.GetAsync(\"/\", token); } catch (HttpRequestException) { } await Task.Delay(1000, token); }", Handler)]
    [InlineData("while (true) { try { await http.GetAsync(\"/\", token); break; } catch (InvalidOperationException) { await Task.Delay(1000, token); } }", Handler)]
    [InlineData("while (true) { try { var answer = await http.GetStringAsync(\"/\", token); if (answer == \"done\") { break; } } catch (HttpRequestException) { } await Task.Delay(1000, token); }", Handler)]
    [InlineData("foreach (var path in new[] { \"/\" }) { try { await http.GetAsync(path, token); } catch (HttpRequestException) { } }", Handler)]
    public Task Any_other_nesting_is_silent(string body, string registration) => RuleRun.IsSilent(Id, Source(body, registration));

    private static string Database(string body, string context = "Shop") => $$"""
        class Shop { public Task<int> SaveChangesAsync(CancellationToken token = default) => Task.FromResult(1); }
        class Log { public Task<int> SaveChangesAsync(CancellationToken token = default) => Task.FromResult(1); }

        class Orders(Shop db, Log log, Missing.Policy retryPolicy, Missing.Strategy strategy, Missing.Services services)
        {
            void Setup() => services.AddDbContext<{{context}}>(options => options.UseSqlServer("", sql => sql.EnableRetryOnFailure()));
            async Task M(CancellationToken token) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("await retryPolicy.[|ExecuteAsync|](() => db.SaveChangesAsync());")]
    [InlineData("[|for|] (var attempt = 1; attempt <= 3; attempt++) { try { await db.SaveChangesAsync(); break; } catch (Exception) { await Task.Delay(1000); } }")]
    [InlineData("[|while|] (true) { try { await db.SaveChangesAsync(); break; } catch (DbUpdateException) { await Task.Delay(10); } }")]
    public Task A_retry_around_a_database_that_retries_is_reported(string body) => RuleRun.ReportsMarked(Id, Scenario.Of(Database(body)).Broken());

    [Theory]
    [InlineData("await strategy.ExecuteAsync(() => db.SaveChangesAsync());", "Shop")]
    [InlineData("await retryPolicy.ExecuteAsync(() => log.SaveChangesAsync());", "Shop")]
    [InlineData("await retryPolicy.ExecuteAsync(() => db.SaveChangesAsync());", "Log")]
    [InlineData("while (true) { try { await db.SaveChangesAsync(); break; } catch (DbUpdateConcurrencyException) { await Task.Delay(10); } }", "Shop")]
    public Task Another_context_or_another_failure_is_silent(string body, string context) => RuleRun.IsSilent(Id, Scenario.Of(Database(body, context)).Broken());

    [Theory]
    [InlineData("await _retry.ExecuteAsync(async t => await retryPipeline.ExecuteAsync(")]
    [InlineData("await _retry.ExecuteAsync(; for (;;) { try { } catch")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Source(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_and_tests_are_silent() => Task.WhenAll(
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("await _retry.ExecuteAsync(async t => await Inner(t), token);")),
        RuleRun.IsSilent(Id, Scenario.Of(Source("await _retry.ExecuteAsync(async t => await Inner(t), token);")).Option("cns_project_kind", "test")));
}
