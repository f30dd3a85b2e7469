using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class SpanFailureFixTests
{
    private static string Source(string attempt, string usings = "using System.Diagnostics;") => $$"""
        {{usings}}

        class Payment(System.Diagnostics.ActivitySource source)
        {
            void Pay()
            {
                using var span = source.StartActivity("pay");
                {{attempt}}
            }

            void Call() { }
        }
        """;

    [Theory]
    [InlineData("try { Call(); } catch (Exception ex) { Console.WriteLine(ex); }", "try { Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(ex); Console.WriteLine(ex); }")]
    [InlineData("try { Call(); } catch (Exception) { Call(); }", "try { Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(ex); Call(); }")]
    [InlineData("try { Call(); } catch { Call(); }", "try { Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(ex); Call(); }")]
    [InlineData("var ex = 1; try { Call(); } catch { Console.Write(ex); }", "var ex = 1; try { Call(); } catch (Exception failure) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(failure); Console.Write(ex); }")]
    [InlineData(
        "try { Call(); } catch { Call(); } try { Call(); } catch { Call(); }",
        "try { Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(ex); Call(); } try { Call(); } catch (Exception ex) { span?.SetStatus(ActivityStatusCode.Error); span?.AddException(ex); Call(); }")]
    [InlineData(
        "try\n        {\n            Call();\n        }\n        catch (Exception ex) // Why.\n        {\n            // Keep this.\n            Console.WriteLine(ex);\n        }",
        "try\n        {\n            Call();\n        }\n        catch (Exception ex) // Why.\n        {\n            span?.SetStatus(ActivityStatusCode.Error);\n            span?.AddException(ex);\n            // Keep this.\n            Console.WriteLine(ex);\n        }")]
    public Task The_failure_goes_to_the_span_first(string bad, string good) => FixRun.Gives(new SpanFailureFix(), Source(bad), Source(good));

    [Fact]
    public Task Without_the_using_the_name_is_written_out() => FixRun.Gives(
        new SpanFailureFix(),
        Source("try { Call(); } catch { Call(); }", "// Nothing."),
        Source("try { Call(); } catch (Exception ex) { span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error); span?.AddException(ex); Call(); }", "// Nothing."));
}
