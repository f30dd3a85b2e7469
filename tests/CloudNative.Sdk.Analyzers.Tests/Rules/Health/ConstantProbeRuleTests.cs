using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class ConstantProbeRuleTests
{
    private const string Id = "CNS1002";

    private static string Check(string body, string name = "CartCheck", string mark = "[|CheckHealthAsync|]") => $$"""
        using Microsoft.Extensions.Diagnostics.HealthChecks;

        class {{name}}(ILogger<{{name}}> logger, HttpClient http, Store store) : IHealthCheck
        {
            private readonly bool _ready = true;
            public {{(body.Contains("await", StringComparison.Ordinal) ? "async " : "")}}Task<HealthCheckResult> {{mark}}(HealthCheckContext context, CancellationToken cancellation = default)
            {{body}}
            void Uses() { logger.LogInformation("{A} {B} {C}", http, store, _ready); }
        }

        class Store { public int Count => 1; public void Open() { } }
        """;

    [Theory]
    [InlineData("=> Task.FromResult(HealthCheckResult.Healthy());")]
    [InlineData("=> Task.FromResult(HealthCheckResult.Healthy(\"fine\"));")]
    [InlineData("=> Task.FromResult(new HealthCheckResult(HealthStatus.Healthy));")]
    [InlineData("{ logger.LogDebug(\"asked\"); return Task.FromResult(HealthCheckResult.Healthy()); }")]
    [InlineData("{ Console.WriteLine(\"asked\"); return Task.FromResult(HealthCheckResult.Healthy()); }")]
    [InlineData("{ try { return Task.FromResult(HealthCheckResult.Healthy()); } catch (Exception ex) { return Task.FromResult(HealthCheckResult.Unhealthy(\"x\", ex)); } }")]
    [InlineData("{ var result = HealthCheckResult.Healthy(); return Task.FromResult(result); }")]
    [InlineData("{ await Task.Yield(); return HealthCheckResult.Healthy(); }")]
    [InlineData("{ if (_ready) { return Task.FromResult(HealthCheckResult.Healthy(\"a\")); } return Task.FromResult(HealthCheckResult.Healthy(\"b\")); }")]
    public Task A_check_that_cannot_fail_is_reported(string body) => RuleRun.ReportsMarked(Id, Check(body));

    [Theory]
    [InlineData("{ await http.GetAsync(\"/\", cancellation); return HealthCheckResult.Healthy(); }")]
    [InlineData("{ store.Open(); return Task.FromResult(HealthCheckResult.Healthy()); }")]
    [InlineData("=> Task.FromResult(_ready ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());")]
    [InlineData("{ if (!_ready) { return Task.FromResult(HealthCheckResult.Unhealthy()); } return Task.FromResult(HealthCheckResult.Healthy()); }")]
    [InlineData("{ if (!_ready) { throw new InvalidOperationException(); } return Task.FromResult(HealthCheckResult.Healthy()); }")]
    [InlineData("{ var status = HealthStatus.Healthy; if (!_ready) { status = HealthStatus.Unhealthy; } return Task.FromResult(new HealthCheckResult(status)); }")]
    [InlineData("{ try { store.Open(); return Task.FromResult(HealthCheckResult.Healthy()); } catch (Exception ex) { return Task.FromResult(HealthCheckResult.Unhealthy(\"x\", ex)); } }")]
    [InlineData("=> Task.FromResult(new HealthCheckResult(store.Count > 1 ? HealthStatus.Healthy : HealthStatus.Unhealthy));")]
    public Task A_check_that_can_fail_is_silent(string body) => RuleRun.IsSilent(Id, Check(body, mark: "CheckHealthAsync"));

    [Theory]
    [InlineData("SelfCheck", "")]
    [InlineData("LivenessCheck", "")]
    [InlineData("Process", "class R { void M(IServiceCollection s) => s.AddHealthChecks().AddCheck<Process>(\"self\"); }")]
    [InlineData("Process", "class R { void M(IServiceCollection s) => s.AddHealthChecks().AddCheck<Process>(\"p\", tags: [\"live\"]); }")]
    public Task A_check_of_the_process_itself_is_silent(string name, string registration) =>
        RuleRun.IsSilent(Id, Check("=> Task.FromResult(HealthCheckResult.Healthy());", name, "CheckHealthAsync") + registration);

    [Theory]
    [InlineData("public bool [|Ping|]() { return true; }")]
    [InlineData("public bool [|Ping|]() { try { return true; } catch (Exception) { return false; } }")]
    [InlineData("public Task<bool> [|PingAsync|]() { try { return Task.FromResult(true); } catch { return Task.FromResult(false); } }")]
    [InlineData("public async ValueTask<bool> [|IsHealthyAsync|]() { await Task.Yield(); return true; }")]
    [InlineData("public bool [|IsAlive|]() => true;")]
    [InlineData("public Task<bool> [|CheckHealth|]() => Task.FromResult(true);")]
    [InlineData("public bool Ping() => DateTime.Now.Hour > 1;")]
    [InlineData("public bool Ping() { Open(); return true; } void Open() { }")]
    [InlineData("public bool Verify() => true;")]
    public Task What_the_check_asks_is_judged_through_its_interface(string method)
    {
        var name = method.Split('(')[0].Split(' ')[^1].Trim('[', ']', '|');
        var isTask = method.Contains("Task<", StringComparison.Ordinal);
        return RuleRun.ReportsMarked(Id, $$"""
            using Microsoft.Extensions.Diagnostics.HealthChecks;
            interface IStore { {{(isTask ? method.Contains("Value", StringComparison.Ordinal) ? "ValueTask<bool>" : "Task<bool>" : "bool")}} {{name}}(); }
            partial class Store : IStore { {{method}} }
            record StoreCheck(IStore Store) : IHealthCheck
            {
                public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation = default)
                {
                    await Task.Yield();
                    return {{(isTask ? "await " : "")}}Store.{{name}}() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
                }
            }
            """);
    }

    [Fact]
    public Task A_probe_that_nobody_asks_is_silent() => RuleRun.IsSilent(Id, "class Store { public bool Ping() => true; }");

    [Fact]
    public Task A_registered_function_asks_too() => RuleRun.ReportsMarked(Id, """
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        var builder = WebApplication.CreateBuilder(args);
        var store = new Store();
        builder.Services.AddHealthChecks().AddCheck("store", () => store.Ping() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        class Store { public bool [|Ping|]() => true; }
        """);

    [Fact]
    public Task The_health_service_of_grpc_is_judged_and_asks_its_parts_even_without_its_package() => RuleRun.ReportsMarked(Id, Scenario.Of("""
        class HealthService(IStore store) : HealthBase
        {
            public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
                Task.FromResult(new HealthCheckResponse { Status = store.Ping() ? Serving : NotServing });
        }
        interface IStore { bool Ping(); }
        class RedisStore : IStore { public bool [|Ping|]() { try { return true; } catch (Exception) { return false; } } }
        class LocalStore : IStore { public bool Ping() => DateTime.Now.Ticks > 1; }
        """).Broken());

    [Theory]
    [InlineData("{ return Missing(; }")]
    [InlineData("=> Task.FromResult(HealthCheckResult.Healthy(")]
    [InlineData("{ missing.Ask(); return Task.FromResult(HealthCheckResult.Healthy()); }")]
    public Task Broken_code_is_silent(string body) => RuleRun.IsSilent(Id, Scenario.Of(Check(body, mark: "CheckHealthAsync")).Broken());

    [Fact]
    public Task A_project_without_health_checks_is_silent() =>
        RuleRun.IsSilent(Id, Scenario.Of(Check("=> Task.FromResult(HealthCheckResult.Healthy());", mark: "CheckHealthAsync")).Broken().Without("Microsoft.Extensions.Diagnostics"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n" + Check("=> Task.FromResult(HealthCheckResult.Healthy());", mark: "CheckHealthAsync"));

    [Theory]
    [InlineData("library")]
    [InlineData("test")]
    public Task Projects_that_are_no_service_are_silent(string kind) =>
        RuleRun.IsSilent(Id, Scenario.Of(Check("=> Task.FromResult(HealthCheckResult.Healthy());", mark: "CheckHealthAsync")).Option("cns_project_kind", kind));
}
