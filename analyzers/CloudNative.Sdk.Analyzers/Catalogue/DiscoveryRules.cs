namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS5xxx.</summary>
internal static class DiscoveryRules
{
    public static RuleInfo LiteralAddress { get; } = new()
    {
        Id = "CNS5001",
        Title = "Literal service address",
        Scope = RuleScope.Service,
        Message = "'{0}' is written into the code as the address for '{1}'. Read it from configuration, or use the logical name of the service.",
        Why = "An address in code is right in one environment only. Moving the dependency, or running the same image in another cluster, needs a new build, "
            + "and a forgotten `localhost` fails only after deployment.",
        Bad = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient("inventory", client => client.BaseAddress = new Uri([|"http://10.0.4.7:8080"|]));
            var app = builder.Build();
            app.Run();
            """,
        Good = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient("inventory", client => client.BaseAddress = new Uri("https+http://inventory"));
            var app = builder.Build();
            app.Run();
            """,
        Fix = "Reads a configuration key and fails at start where it is missing, if the configuration is in scope.",
        Silent =
        [
            "Logical names: `https+http://inventory`, or a single name without a port; public hosts.",
            "Where the program itself listens, CORS origins, redirects, issuers, comparisons, help texts.",
            "Code that runs only in development.",
            "A default of an option, a parameter or a missing setting is reported as a suggestion.",
        ],
    };
}
