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
    public Task The_line_goes_to_the_logger(string bad, string good) => FixRun.Gives(new ConsoleOutputFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_without_a_logger() => FixRun.OffersNothing(new ConsoleOutputFix(), "class C { void M() => Console.WriteLine(\"x\"); }");
}
