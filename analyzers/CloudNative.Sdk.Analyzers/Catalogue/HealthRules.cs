namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS1xxx.</summary>
internal static partial class HealthRules
{
    public static RuleOption LivePaths { get; } = new(
        "cns_1001_live_paths", "live, livez, alive, liveness, healthz", "Words of a path that make it a liveness endpoint.");

    public static RuleInfo RemoteLiveness { get; } = new()
    {
        Id = "CNS1001",
        IsStarred = true,
        Title = "Liveness endpoint runs a check of a remote dependency",
        Scope = RuleScope.Application,
        Message = "Endpoint '{0}' runs the check '{1}' of a remote dependency as liveness. Select checks by the tag 'live', or a slow dependency restarts this service.",
        Why = "A liveness probe that fails makes the platform restart the process. When it asks a database or another service, an outage there restarts every instance here, "
            + "and the restarts add load to what is already slow. Dependencies belong to readiness, which only takes the instance out of load balancing.",
        Bad = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHealthChecks().AddUrlGroup(new Uri("http://catalog/health"), "catalog");
            var app = builder.Build();
            [|app.MapHealthChecks("/alive")|];
            app.Run();
            """,
        Good = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHealthChecks().AddUrlGroup(new Uri("http://catalog/health"), "catalog", tags: ["ready"]);
            var app = builder.Build();
            app.MapHealthChecks("/alive", new() { Predicate = r => r.Tags.Contains("live") });
            app.MapHealthChecks("/ready", new() { Predicate = r => r.Tags.Contains("ready") });
            app.Run();
            """,
        Fix = "Gives the endpoint `Predicate = r => r.Tags.Contains(\"live\")`, or turns the tag `live` of the check into `ready`.",
        Silent =
        [
            "The predicate is a method or a variable, or the tags are not constant: what the endpoint runs is not known.",
            "The endpoint runs no check, or selects others.",
            "The check asks nothing outside the process, or its class is in an assembly that does not tell.",
        ],
        Options = [LivePaths],
    };

    public const string TaggedLiveMessage =
        "The check '{0}' of a remote dependency is tagged 'live'. Tag it 'ready', or a slow dependency restarts this service.";
}
