using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class ProcessExitFixTests
{
    private static string Source(string body) => $$"""
        class Keeper(IHostApplicationLifetime lifetime)
        {
            void Check(bool isLost)
            {
        {{body}}
            }
            void Uses() => lifetime.ToString();
        }
        """;

    [Fact]
    public Task The_host_is_stopped_with_the_same_code() => FixRun.Gives(
        new ProcessExitFix(),
        Source("""
                    if (isLost)
                    {
                        // Keep.
                        Environment.Exit(3); // And this.
                    }
                    else
                    {
                        System.Environment.Exit(isLost ? 1 : 2);
                    }
            """),
        Source("""
                    if (isLost)
                    {
                        // Keep.
                        Environment.ExitCode = 3;
                        lifetime.StopApplication(); // And this.
                    }
                    else
                    {
                        System.Environment.ExitCode = isLost ? 1 : 2;
                        lifetime.StopApplication();
                    }
            """));

    [Fact]
    public Task A_single_statement_becomes_a_block() => FixRun.Gives(
        new ProcessExitFix(),
        Source("""
                    if (isLost)
                        Environment.Exit(3);
            """),
        Source("""
                    if (isLost)
                    {
                        Environment.ExitCode = 3;
                        lifetime.StopApplication();
                    }
            """));

    [Fact]
    public Task A_body_of_one_expression_becomes_a_block() => FixRun.Gives(
        new ProcessExitFix(),
        "class K(IHostApplicationLifetime l)\n{\n    // Keep.\n    void M() => Environment.Exit(1); // And this.\n\n    void N() => l.ToString();\n}\n",
        "class K(IHostApplicationLifetime l)\n{\n    // Keep.\n    void M()\n    {\n        Environment.ExitCode = 1;\n        l.StopApplication();\n    } // And this.\n\n    void N() => l.ToString();\n}\n");

    [Theory]
    [InlineData("class K { void M() { Environment.Exit(1); } }")]
    [InlineData("class K(IHostApplicationLifetime l) { static void M() { Environment.Exit(1); } void N() => l.ToString(); }")]
    [InlineData("class K(IHostApplicationLifetime l) { Action M() => () => Environment.Exit(1); void N() => l.ToString(); }")]
    [InlineData("class K(IHostApplicationLifetime l) { void M() { Environment.FailFast(\"x\"); } void N() => l.ToString(); }")]
    public Task Nothing_is_offered_where_the_host_cannot_be_stopped(string source) => FixRun.OffersNothing(new ProcessExitFix(), source);
}
