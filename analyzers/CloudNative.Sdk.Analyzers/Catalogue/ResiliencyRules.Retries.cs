using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4007 and CNS4008: retries that do more than they should.</summary>
internal static partial class ResiliencyRules
{
    public static RuleInfo UnsafeRetry { get; } = new()
    {
        Id = "CNS4007",
        Title = "Retry may repeat a non-idempotent request",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' may send '{1}' of '{2}' again although the first one has arrived. Turn retries off for unsafe methods, or send an Idempotency-Key.",
        Why = "An answer that is lost or late looks like a request that was lost. A handler that tries a POST again then has the other side do the work twice: two orders, two payments, two mails. "
            + "It happens in an outage, when nobody looks at single requests.",
        Bad = """
            using System.Net.Http.Json;
            using Microsoft.Extensions.Http.Resilience;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient<PaymentClient>().[|AddStandardResilienceHandler|]();
            builder.Build().Run();

            class PaymentClient(HttpClient http)
            {
                public Task<HttpResponseMessage> Pay(decimal amount, CancellationToken token) => http.PostAsJsonAsync("payments", amount, token);
            }
            """,
        Good = """
            using System.Net.Http.Json;
            using Microsoft.Extensions.Http.Resilience;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient<PaymentClient>().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            builder.Build().Run();

            class PaymentClient(HttpClient http)
            {
                public Task<HttpResponseMessage> Pay(decimal amount, CancellationToken token) => http.PostAsJsonAsync("payments", amount, token);
            }
            """,
        Fix = "Turns retries off for unsafe methods in the standard handler.",
        Silent =
        [
            "The handler says which methods or failures it retries, or is set up by code of another assembly.",
            "The class that sends the request, or the client's registration, knows of idempotency keys.",
            "A POST that only asks: to `search`, `query`, `graphql`, `token`.",
            "The client of the request cannot be told: a name that is no constant, a client that the class makes itself.",
        ],
    };

    public static RuleInfo NestedRetry { get; } = new()
    {
        Id = "CNS4008",
        Title = "Nested retries",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' retries '{1}', which {2} retries already. Keep one of them, or three attempts around three become nine calls to a system in trouble.",
        Why = "Retries multiply. Two layers of three attempts send nine requests for one, all of them in the minute when the other side can bear the fewest, "
            + "and the caller waits through the pauses of both.",
        Bad = """
            using Polly;
            using Polly.Retry;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient<Rates>().AddStandardResilienceHandler();
            builder.Build().Run();

            class Rates(HttpClient http)
            {
                private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3 }).Build();

                public async Task<string> Today(CancellationToken token) => await _retry.[|ExecuteAsync|](async inner => await http.GetStringAsync("today", inner), token);
            }
            """,
        Good = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient<Rates>().AddStandardResilienceHandler();
            builder.Build().Run();

            class Rates(HttpClient http)
            {
                public async Task<string> Today(CancellationToken token) => await http.GetStringAsync("today", token);
            }
            """,
        Silent =
        [
            "The inner pipeline has no retry: a timeout, a breaker, hedging.",
            "Both name the failures that they take, and no failure is taken by both.",
            "What is inside is not in this project, or cannot be told to retry.",
        ],
    };
}
