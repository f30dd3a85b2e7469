using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Rules about who can reach the health checks.</summary>
internal static partial class HealthRules
{
    public static RuleInfo UnreachableChecks { get; } = new()
    {
        Id = "CNS1005",
        Title = "Health checks registered but not reachable",
        Scope = RuleScope.Application,
        Severity = DiagnosticSeverity.Info,
        Message = "'AddHealthChecks' is called, but no endpoint or publisher shows the results. Map them with MapHealthChecks, or remove the checks.",
        Why = "Checks that nothing asks never run. The platform then probes a port at best, and sends traffic to an instance that knows it cannot serve it.",
        Bad = """
            var builder = WebApplication.CreateBuilder(args);
            [|builder.Services.AddHealthChecks()|];
            var app = builder.Build();
            app.Run();
            """,
        Good = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHealthChecks();
            var app = builder.Build();
            app.MapHealthChecks("/health/ready");
            app.Run();
            """,
        Fix = "Inserts `app.MapHealthChecks(\"/health\");` before the application runs.",
        Silent =
        [
            "The program publishes the results, asks `HealthCheckService` itself, or serves them by gRPC.",
            "`AddCloudNative()` or `AddCloudNativeHealth()`: the ops server serves the probes.",
            "An extension of another assembly is called on the application: it may map the probes.",
        ],
    };

    public static RuleInfo DevelopmentProbes { get; } = new()
    {
        Id = "CNS1006",
        Title = "Probe endpoints exist only in Development",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "The probe endpoint '{0}' does not exist in production. Map it everywhere, on a port of its own if nobody outside may see it.",
        Why = "Probes are for the platform that runs the service in production. Where they exist only on the developer's machine, the platform restarts nothing and drains nothing, "
            + "or every probe fails. Hiding them is the task of a separate port.",
        Bad = """
            var app = WebApplication.CreateBuilder(args).Build();
            if (app.Environment.IsDevelopment())
            {
                [|app.MapHealthChecks("/ready")|];
            }

            app.Run();
            """,
        Good = """
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapHealthChecks("/ready").RequireHost("*:8081");
            app.Run();
            """,
        Silent = ["One endpoint is mapped everywhere.", "The condition is an option, not the environment.", "`AddCloudNative()` or `AddCloudNativeHealth()`: the ops server serves the probes."],
    };
}
