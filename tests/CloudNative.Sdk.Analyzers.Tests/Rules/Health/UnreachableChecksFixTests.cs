using CloudNative.Sdk.Analyzers.CodeFixes.Health;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class UnreachableChecksFixTests
{
    [Fact]
    public Task The_checks_are_mapped_before_the_application_runs() => FixRun.Gives(
        new UnreachableChecksFix(),
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();
        var app = builder.Build();

        // Run.
        app.Run(); // Keep.
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();
        var app = builder.Build();

        // Run.
        app.MapHealthChecks("/health");
        app.Run(); // Keep.
        """);

    [Fact]
    public Task An_awaited_run_in_Main_is_found() => FixRun.Gives(
        new UnreachableChecksFix(),
        Scenario.Of("""
        static class Program
        {
            static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddHealthChecks();
                var app = builder.Build();
                await app.RunAsync();
            }
        }
        """).As(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication),
        """
        static class Program
        {
            static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddHealthChecks();
                var app = builder.Build();
                app.MapHealthChecks("/health");
                await app.RunAsync();
            }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_in_a_file_that_runs_no_application() => FixRun.OffersNothing(
        new UnreachableChecksFix(), "var b = WebApplication.CreateBuilder(args); b.Services.AddHealthChecks(); b.Build().Run();");
}
