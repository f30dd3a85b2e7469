using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Rules about what a health check does.</summary>
internal static partial class HealthRules
{
    public const string FailureIsHealthyMessage =
        "'{0}' reports Healthy for every exception. Report Unhealthy with the exception, or let it through: the health check service reports it as unhealthy.";

    public static RuleInfo ConstantProbe { get; } = new()
    {
        Id = "CNS1002",
        Title = "Probe can only report success",
        Scope = RuleScope.Service,
        Message = "'{0}' asks nothing that can fail and reports success whatever happens. Let it ask what it stands for, or remove the check.",
        Why = "A check that cannot fail says that all is well while the dependency is down: traffic keeps coming to an instance that cannot serve it, and the dashboards stay green.",
        Bad = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;

            class CartCheck(CartStore store) : IHealthCheck
            {
                public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
                    Task.FromResult(store.Ping() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            }

            class CartStore
            {
                public bool [|Ping|]()
                {
                    try
                    {
                        return true;
                    }
                    catch (InvalidOperationException)
                    {
                        return false;
                    }
                }
            }
            """,
        Good = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;
            using StackExchange.Redis;

            class CartCheck(CartStore store) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
                    await store.Ping() < TimeSpan.FromSeconds(1) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }

            class CartStore(IDatabase redis)
            {
                public Task<TimeSpan> Ping() => redis.PingAsync();
            }
            """,
        Silent =
        [
            "The body calls anything but logging, or has an answer that is not success.",
            "A check of the process itself: its class or its name says self, live or startup, or it is tagged `live`.",
            "A method named Ping or IsHealthy that no health check asks.",
        ],
    };

    public static RuleInfo HiddenFailure { get; } = new()
    {
        Id = "CNS1003",
        Title = "Health check hides the failure",
        Scope = RuleScope.Service,
        Message = "'{0}' reports a failure without its exception. Pass the exception to the result, or nobody learns why the check fails.",
        Why = "The health check service logs and publishes the exception that a result carries. Without it an operator sees that the broker is unhealthy and has no cause to look at; "
            + "reported as healthy, the failure is not seen at all.",
        Bad = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;

            class BrokerCheck(HttpClient http) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
                {
                    try
                    {
                        await http.GetAsync("/ping", cancellationToken);
                        return HealthCheckResult.Healthy();
                    }
                    catch (Exception)
                    {
                        return [|HealthCheckResult.Unhealthy("broker")|];
                    }
                }
            }
            """,
        Good = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;

            class BrokerCheck(HttpClient http) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
                {
                    try
                    {
                        await http.GetAsync("/ping", cancellationToken);
                        return HealthCheckResult.Healthy();
                    }
                    catch (Exception ex)
                    {
                        return HealthCheckResult.Unhealthy("broker", ex);
                    }
                }
            }
            """,
        Fix = "Passes the exception to the result, and names it where the catch does not.",
        Silent =
        [
            "No catch at all: the health check service records the exception.",
            "A catch of one type or with a filter.",
            "Where the exception is logged in the same catch, the report is a suggestion.",
        ],
    };

    public static RuleInfo IgnoredToken { get; } = new()
    {
        Id = "CNS1004",
        Title = "Health check ignores its CancellationToken",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' is awaited without '{1}', which the check never reads. Pass it, or the check goes on after its time limit.",
        Why = "The time limit of a registration and the end of the probe's request arrive as cancellation. A check that ignores the token runs on for the timeout of its client, "
            + "and the probes pile up behind a dependency that is slow already.",
        Bad = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;

            class CatalogCheck(HttpClient http) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
                {
                    using var answer = await [|http.GetAsync("/ping")|];
                    return answer.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
                }
            }
            """,
        Good = """
            using Microsoft.Extensions.Diagnostics.HealthChecks;

            class CatalogCheck(HttpClient http) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
                {
                    using var answer = await http.GetAsync("/ping", cancellationToken);
                    return answer.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
                }
            }
            """,
        Fix = "Passes the token to every awaited call of the check that takes one.",
        Silent = ["A body that awaits nothing.", "Awaited calls that take no token.", "The token is read anywhere in the body: through a linked source too."],
        Neighbours = ["CA2016 asks at each call; this rule asks once for a check that uses its token nowhere."],
    };
}
