using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class ConsoleOutputFixTests
{
    private static string Source(string body) => $$"""
        class C(ILogger<C> logger)
        {
            void M(int count, string[] _items)
            {
                // Keep.
                try { {{body}} } // And this.
                catch (Exception ex) { logger.LogError(ex, "x {A} {B}", count, _items); }
            }
        }
        """;

    [Theory]
    [InlineData("Console.WriteLine(\"stored {all}\");", "logger.LogInformation(\"stored {{all}}\");")]
    [InlineData("Console.WriteLine($\"stored {count} of {_items.Length:N0}, {count}\");", "logger.LogInformation(\"stored {Count} of {Length:N0}, {Count2}\", count, _items.Length, count);")]
    [InlineData("Console.Error.WriteLine($\"lost {(count > 1 ? 1 : 2)}\");", "logger.LogError(\"lost {Value}\", count > 1 ? 1 : 2);")]
    [InlineData("Console.WriteLine(count);", "logger.LogInformation(\"{Count}\", count);")]
    [InlineData("Console.WriteLine(1); Console.WriteLine(\"a\"); Console.WriteLine(\"b\");", "Console.WriteLine(1); logger.LogInformation(\"a\"); logger.LogInformation(\"b\");")]
    [InlineData("M(1, []); } catch (InvalidOperationException e) { Console.WriteLine(e);", "M(1, []); } catch (InvalidOperationException e) { logger.LogError(e, \"Failed\");")]
    [InlineData("Console.WriteLine(\"stored {0} of {1:N0}\", count, _items.Length);", "logger.LogInformation(\"stored {Count} of {Length:N0}\", count, _items.Length);")]
    [InlineData("Console.WriteLine(\"stored \" + count + \" of {all}\");", "logger.LogInformation(\"stored {Count} of {{all}}\", count);")]
    [InlineData("Console.WriteLine(count + \" of \" + (count + 1));", "logger.LogInformation(\"{Count} of {Value}\", count, count + 1);")]
    [InlineData("Console.WriteLine(count + count + \" in all\"); Console.WriteLine(\"{1} {0}\", count, count);", "Console.WriteLine(count + count + \" in all\"); Console.WriteLine(\"{1} {0}\", count, count);")]
    [InlineData("M(1, []); } catch (InvalidOperationException e) { Console.WriteLine(e.Message);", "M(1, []); } catch (InvalidOperationException e) { logger.LogError(e, \"Failed\");")]
    public Task The_line_goes_to_the_logger(string bad, string good) => FixRun.Gives(new ConsoleOutputFix(), Source(bad), Source(good));

    [Fact]
    public Task An_awaited_line_is_not_awaited_any_more() => FixRun.Gives(
        new ConsoleOutputFix(),
        "class C(ILogger<C> logger) { async Task M() { await Console.Out.WriteLineAsync(\"x\"); await Task.Yield(); } Task N() => Console.Out.WriteLineAsync(logger.ToString()); }",
        "class C(ILogger<C> logger) { async Task M() { logger.LogInformation(\"x\"); await Task.Yield(); } Task N() => Console.Out.WriteLineAsync(logger.ToString()); }");

    [Fact]
    public Task Nothing_is_offered_without_a_logger() => FixRun.OffersNothing(new ConsoleOutputFix(), "class C { void M() => Console.WriteLine(\"x\"); }");
}
