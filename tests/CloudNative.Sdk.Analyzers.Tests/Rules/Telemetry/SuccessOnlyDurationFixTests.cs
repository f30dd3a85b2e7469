using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class SuccessOnlyDurationFixTests
{
    private static string Source(string body) => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class Import(Histogram<double> h)
        {
            async Task Run()
            {
                var watch = Stopwatch.StartNew();
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData(
        "try { await Task.Yield(); h.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return; } // Keep this.",
        "try { await Task.Yield(); } catch (Exception) { return; } finally { h.Record(watch.Elapsed.TotalSeconds); } // Keep this.")]
    [InlineData(
        "try\n        {\n            await Task.Yield(); // A.\n            h.Record(watch.Elapsed.TotalSeconds);\n        }\n        catch (Exception)\n        {\n            return;\n        }",
        "try\n        {\n            await Task.Yield(); // A.\n        }\n        catch (Exception)\n        {\n            return;\n        }\n        finally\n        {\n            h.Record(watch.Elapsed.TotalSeconds);\n        }")]
    public Task The_recording_moves_to_a_finally(string bad, string good) => FixRun.Gives(new SuccessOnlyDurationFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("try { await Task.Yield(); var taken = watch.Elapsed; h.Record(taken.TotalSeconds); } catch (Exception) { return; }")]
    [InlineData("try { await Task.Yield(); if (watch.IsRunning) { h.Record(watch.Elapsed.TotalSeconds); } } catch (Exception) { return; }")]
    [InlineData("try { await Task.Yield(); \n// Why.\nh.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return; }")]
    public Task Nothing_is_offered_for_what_cannot_move_as_it_is(string body) => FixRun.OffersNothing(new SuccessOnlyDurationFix(), Source(body));
}
