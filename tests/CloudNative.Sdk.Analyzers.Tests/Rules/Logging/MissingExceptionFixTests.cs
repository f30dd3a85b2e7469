using CloudNative.Sdk.Analyzers.CodeFixes.Logging;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Logging;

public sealed class MissingExceptionFixTests
{
    private static string Source(string handlers) => $$"""
        class Import(ILogger logger, Func<Task> load)
        {
            async Task Run()
            {
                try { await load(); } {{handlers}} // Keep.
            }
        }
        """;

    [Theory]
    [InlineData("catch (Exception e) { logger.LogError(\"failed: {Error}\", e.Message); }", "catch (Exception e) { logger.LogError(e, \"failed: {Error}\", e.Message); }")]
    [InlineData("catch { logger.LogError(/* a */ \"failed\" /* b */); }", "catch (Exception ex) { logger.LogError(/* a */ ex, \"failed\" /* b */); }")]
    [InlineData("catch (Exception) { logger.LogError(new EventId(1), \"failed\"); }", "catch (Exception ex) { logger.LogError(new EventId(1), ex, \"failed\"); }")]
    [InlineData("catch (HttpRequestException) { logger.LogError(\"a\"); } catch { logger.LogError(\"b\"); }", "catch (HttpRequestException ex) { logger.LogError(ex, \"a\"); } catch (Exception ex) { logger.LogError(ex, \"b\"); }")]
    public Task The_exception_is_given(string bad, string good) => FixRun.Gives(new MissingExceptionFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("catch { logger.LogError(message: \"failed\"); }")]
    [InlineData("catch { var ex = 1; logger.LogError(\"failed {Number}\", ex); }")]
    public Task Nothing_is_offered_where_the_result_would_not_compile(string handlers) => FixRun.OffersNothing(new MissingExceptionFix(), Source(handlers));
}
