using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Logging;

public sealed class QuietFailureRuleTests
{
    private const string Id = "CNS6003";

    private static string Method(string body, string signature = "async Task Run()") => $$"""
        using System.Diagnostics.Metrics;

        class Batches(ILogger logger, Func<Task> work, Counter<int> failures, List<Exception> errors, IAsyncDisposable connection)
        {
            {{signature}} { {{body}} }
        }
        """;

    [Theory]
    [InlineData("try { await work(); } catch (Exception ex) { [|logger.LogInformation(ex, \"failed\")|]; }")]
    [InlineData("try { await work(); } catch (Exception ex) { [|logger.LogDebug(ex, \"failed\")|]; }")]
    [InlineData("try { await work(); } catch (Exception ex) { [|logger.LogTrace(ex, \"failed\")|]; return; }")]
    [InlineData("try { await work(); } catch (Exception ex) { [|logger.Log(LogLevel.Debug, ex, \"failed\")|]; }")]
    [InlineData("foreach (var e in errors) { try { await work(); } catch (Exception ex) { [|logger.LogInformation(ex, \"failed\")|]; continue; } }")]
    [InlineData("await Task.Run(async () => { try { await work(); } catch (Exception ex) { [|logger.LogDebug(ex, \"failed\")|]; } });")]
    public Task A_failure_that_is_whispered_is_reported(string body) => RuleRun.ReportsMarked(Id, Method(body));

    [Theory]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogWarning(ex, \"failed\"); }")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); throw; }")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); failures.Add(1); }")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); errors.Add(ex); }")]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"details\"); logger.LogError(\"failed\"); }")]
    [InlineData("try { await work(); } catch (Exception ex) when (ex is TimeoutException) { logger.LogDebug(ex, \"failed\"); }")]
    [InlineData("try { await work(); } catch (OperationCanceledException ex) { logger.LogDebug(ex, \"stopped\"); }")]
    [InlineData("try { await work(); } catch (TimeoutException ex) { logger.LogDebug(ex, \"late\"); }")]
    [InlineData("try { await connection.DisposeAsync(); } catch (Exception ex) { logger.LogDebug(ex, \"not closed\"); }")]
    [InlineData("try { await work(); } finally { try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"not closed\"); } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await work(); return; } catch (Exception ex) { logger.LogInformation(ex, \"again\"); await Task.Delay(1); } } logger.LogError(\"gave up\");")]
    public Task A_failure_that_is_heard_is_silent(string body) => RuleRun.IsSilent(Id, Method(body));

    [Fact]
    public Task An_error_result_is_silent() =>
        RuleRun.IsSilent(Id, Method("try { await work(); return true; } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); return false; }", "async Task<bool> Run()"));

    [Fact]
    public async Task The_message_names_the_level() => Assert.Equal(
        "'LogDebug' writes a failure as Debug, and then it is dropped. Log it as Warning or Error, or no alert and hardly any log store ever shows it.",
        await RuleRun.Message(Id, Method("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); }")));

    [Fact]
    public Task A_program_that_is_no_service_is_silent() =>
        RuleRun.IsSilent(Id, Scenario.Of(Method("try { await work(); } catch (Exception ex) { logger.LogDebug(ex, \"failed\"); }")).Option("cns_project_kind", "cli"));

    [Fact]
    public Task Broken_code_gives_no_exception() => RuleRun.Analyze(Scenario.Of(Method("try { } catch (Exception ex) { logger.LogDebug(ex, ")).Broken().Compile(), Scenario.Of());
}
