using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class RetryLoopFixTests
{
    private static string Source(string body, string parameters = "CancellationToken ct") => $$"""
        class C(ILogger logger, Func<Task> work)
        {
            public async Task Run({{parameters}})
            {
                while (true)
                {
                    {{body}}
                }
            }
        }
        """;

    [Theory]
    [InlineData("try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); } // Keep.", "try { await work(); } catch (Exception ex) { logger.LogError(ex, \"x\"); await Task.Delay(TimeSpan.FromSeconds(5), ct); } // Keep.")]
    [InlineData("try { await work(); } catch { }", "try { await work(); } catch { await Task.Delay(TimeSpan.FromSeconds(5), ct); }")]
    [InlineData("try { await work(); } catch { continue; }", "try { await work(); } catch { await Task.Delay(TimeSpan.FromSeconds(5), ct); continue; }")]
    [InlineData(
        "try\n            {\n                await work();\n            }\n            catch (Exception)\n            {\n                // Nothing to say.\n                logger.LogError(\"x\"); // Said.\n            }",
        "try\n            {\n                await work();\n            }\n            catch (Exception)\n            {\n                // Nothing to say.\n                logger.LogError(\"x\"); // Said.\n                await Task.Delay(TimeSpan.FromSeconds(5), ct);\n            }")]
    public Task The_catch_waits(string bad, string good) => FixRun.Gives(new RetryLoopFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("")]
    [InlineData("CancellationToken one, CancellationToken two")]
    public Task Without_a_certain_token_it_waits_without_one(string parameters) => FixRun.Gives(
        new RetryLoopFix(),
        Source("try { await work(); } catch { }", parameters),
        Source("try { await work(); } catch { await Task.Delay(TimeSpan.FromSeconds(5)); }", parameters));
}
