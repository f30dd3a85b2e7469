using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class FlattenedExceptionFixTests
{
    private static string Source(string handler, string parameters = "ILogger logger, Func<Task<int>> ask") => $$"""
        using Grpc.Core;
        using Microsoft.AspNetCore.Http;

        class Quotes({{parameters}})
        {
            async Task<object> Get()
            {
                try { return await ask(); }
                catch (Exception ex) { {{handler}} } // Keep.
            }
        }

        class FlatException(string message) : Exception(message);
        """;

    [Theory]
    [InlineData("throw new InvalidOperationException(ex.Message);", "throw new InvalidOperationException(ex.Message, ex);")]
    [InlineData("throw new InvalidOperationException($\"failed: {ex}\"); // Why.\n", "throw new InvalidOperationException($\"failed: {ex}\", ex); // Why.\n")]
    [InlineData("throw new FlatException(ex.Message);", "logger.LogError(ex, \"ask failed\"); throw new FlatException(ex.Message);")]
    [InlineData("return Results.Problem(ex.Message);", "logger.LogError(ex, \"ask failed\"); return Results.Problem(ex.Message);")]
    [InlineData("if (ex is TimeoutException) throw new TimeoutException(ex.Message); throw new InvalidOperationException(ex.Message);", "if (ex is TimeoutException) throw new TimeoutException(ex.Message, ex); throw new InvalidOperationException(ex.Message, ex);")]
    public Task The_exception_is_kept(string bad, string good) => FixRun.Gives(new FlattenedExceptionFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_without_a_constructor_and_a_logger() =>
        FixRun.OffersNothing(new FlattenedExceptionFix(), Source("throw new FlatException(ex.Message);", "Func<Task<int>> ask"));
}
