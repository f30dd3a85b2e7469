using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class SwallowedFailureFixTests
{
    private static string Source(string body, string parameters = "ILogger<Cart> logger, Func<Task> save") => $$"""
        class Cart({{parameters}})
        {
            async Task Run()
            {
                {{body}} // Keep.
            }
        }
        """;

    [Theory]
    [InlineData("try { await save(); } catch { }", "try { await save(); } catch (Exception ex) { logger.LogError(ex, \"save failed\"); }")]
    [InlineData("try { await save(); } catch (Exception) { }", "try { await save(); } catch (Exception ex) { logger.LogError(ex, \"save failed\"); }")]
    [InlineData("try { await save(); } catch (Exception e) { return; }", "try { await save(); } catch (Exception e) { logger.LogError(e, \"save failed\"); return; }")]
    [InlineData(
        "try\n        {\n            await save();\n        }\n        catch\n        {\n        }",
        "try\n        {\n            await save();\n        }\n        catch (Exception ex)\n        {\n            logger.LogError(ex, \"save failed\");\n        }")]
    [InlineData(
        "try { await save(); } catch { } try { await save(); } catch { }",
        "try { await save(); } catch (Exception ex) { logger.LogError(ex, \"save failed\"); } try { await save(); } catch (Exception ex) { logger.LogError(ex, \"save failed\"); }")]
    public Task The_exception_is_logged(string bad, string good) => FixRun.Gives(new SwallowedFailureFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("Func<Task> save")]
    [InlineData("ILogger one, ILogger two, Func<Task> save")]
    public Task Nothing_is_offered_without_a_certain_logger(string parameters) =>
        FixRun.OffersNothing(new SwallowedFailureFix(), Source("try { await save(); } catch { }", parameters));
}
