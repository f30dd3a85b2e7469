using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class HiddenFailureRuleTests
{
    private const string Id = "CNS1003";

    internal static string Check(string handlers) => $$"""
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        sealed class BrokerCheck(HttpClient http, ILogger<BrokerCheck> logger) : IHealthCheck
        {
            public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation = default)
            {
                logger.LogDebug("asked");
                try
                {
                    await http.GetAsync("/", cancellation);
                    return HealthCheckResult.Healthy();
                }
                {{handlers}}
            }
        }
        """;

    [Theory]
    [InlineData("catch { return [|HealthCheckResult.Unhealthy(\"broker\")|]; }")]
    [InlineData("catch (Exception) { return [|HealthCheckResult.Unhealthy()|]; }")]
    [InlineData("catch (Exception ex) { return [|HealthCheckResult.Degraded(ex.Message)|]; }")]
    [InlineData("catch (Exception ex) { return [|HealthCheckResult.Unhealthy($\"broker: {ex.Message}\")|]; }")]
    [InlineData("catch (Exception ex) { return [|HealthCheckResult.Unhealthy($\"broker: {ex}\")|]; }")]
    [InlineData("catch (SystemException) { return [|new HealthCheckResult(context.Registration.FailureStatus, \"broker\")|]; }")]
    [InlineData("catch (Exception) { return [|new HealthCheckResult(HealthStatus.Unhealthy)|]; }")]
    [InlineData("catch (Exception) { return [|HealthCheckResult.Unhealthy(\"x\", null, new Dictionary<string, object> { [\"a\"] = 1 })|]; }")]
    [InlineData("catch (Exception) { return [|HealthCheckResult.Healthy()|]; }")]
    [InlineData("catch (Exception ex) { logger.LogError(ex, \"x\"); return [|HealthCheckResult.Healthy(\"optional\")|]; }")]
    [InlineData("catch (OperationCanceledException) { throw; } catch (Exception) { return [|HealthCheckResult.Unhealthy()|]; }")]
    [InlineData("catch (Exception) { if (cancellation.IsCancellationRequested) { return [|HealthCheckResult.Degraded()|]; } return [|HealthCheckResult.Unhealthy()|]; }")]
    public Task A_failure_without_its_exception_is_reported(string handlers) => RuleRun.ReportsMarked(Id, Check(handlers));

    [Theory]
    [InlineData("catch (Exception ex) { return HealthCheckResult.Unhealthy(\"broker\", ex); }")]
    [InlineData("catch (Exception ex) { return HealthCheckResult.Unhealthy(exception: ex); }")]
    [InlineData("catch (Exception ex) { return new HealthCheckResult(context.Registration.FailureStatus, \"x\", ex); }")]
    [InlineData("catch (Exception ex) { return HealthCheckResult.Unhealthy(\"x\", new InvalidOperationException(\"x\", ex)); }")]
    [InlineData("catch (Exception ex) { return HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { [\"error\"] = ex }); }")]
    [InlineData("catch (Exception) when (cancellation.IsCancellationRequested) { return HealthCheckResult.Unhealthy(\"stopped\"); }")]
    [InlineData("catch (OperationCanceledException) { return HealthCheckResult.Degraded(\"slow\"); }")]
    [InlineData("catch (HttpRequestException) { return HealthCheckResult.Unhealthy(\"broker\"); }")]
    [InlineData("catch (Exception ex) { logger.LogError(ex, \"x\"); throw; }")]
    [InlineData("finally { logger.LogDebug(\"done\"); }")]
    public Task A_failure_that_can_be_seen_is_silent(string handlers) => RuleRun.IsSilent(Id, Check(handlers));

    [Fact]
    public async Task A_failure_that_is_logged_is_a_suggestion()
    {
        var scenario = Scenario.Of(Check("catch (Exception ex) { logger.LogError(ex, \"x\"); return HealthCheckResult.Unhealthy(\"x\"); }"));
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), found => found.Id == Id);

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
    }

    [Fact]
    public Task Helpers_local_functions_and_registered_functions_are_judged() => RuleRun.ReportsMarked(Id, """
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks()
            .AddCheck("a", () => { try { return Ask(); } catch { return [|HealthCheckResult.Unhealthy()|]; } })
            .AddAsyncCheck("b", async () => { try { await Task.Yield(); return Local(); } catch (Exception) { return [|HealthCheckResult.Degraded("b")|]; } });

        HealthCheckResult Local() { try { return Ask(); } catch { return [|HealthCheckResult.Unhealthy("c")|]; } }
        static HealthCheckResult Ask() => HealthCheckResult.Healthy();
        """);

    [Fact]
    public Task A_catch_elsewhere_is_silent() => RuleRun.IsSilent(Id, """
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        class C { public HealthCheckResult Last { get; private set; } public void M() { try { Last = HealthCheckResult.Healthy(); } catch (Exception) { Last = HealthCheckResult.Unhealthy(); } } }
        """);

    [Theory]
    [InlineData("catch { return HealthCheckResult.Unhealthy(; }")]
    [InlineData("catch (Missing) { return HealthCheckResult.Unhealthy(); }")]
    public Task Broken_code_is_silent(string handlers) => RuleRun.Analyze(Scenario.Of(Check(handlers)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task A_project_without_health_checks_is_silent() =>
        RuleRun.IsSilent(Id, Scenario.Of(Check("catch { return HealthCheckResult.Unhealthy(); }")).Broken().Without("Microsoft.Extensions.Diagnostics"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Check("catch { return HealthCheckResult.Unhealthy(); }"));

    [Fact]
    public Task Tests_are_silent() => RuleRun.IsSilent(Id, Scenario.Of(Check("catch { return HealthCheckResult.Unhealthy(); }")).Option("cns_project_kind", "test"));
}
