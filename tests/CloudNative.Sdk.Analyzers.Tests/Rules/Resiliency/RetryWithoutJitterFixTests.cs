using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class RetryWithoutJitterFixTests
{
    private static string Source(string options) => $"using Polly; using Polly.Retry; class C {{ object A = {options}; /* keep */ }}";

    [Theory]
    [InlineData("new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1) }", "new RetryStrategyOptions { UseJitter = true, Delay = TimeSpan.FromSeconds(1) }")]
    [InlineData("new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1), UseJitter = false }", "new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1), UseJitter = true }")]
    [InlineData(
        "new RetryStrategyOptions\n{\n    // Why.\n    Delay = TimeSpan.FromSeconds(1),\n}",
        "new RetryStrategyOptions\n{\n    // Why.\n    UseJitter = true,\n    // Why.\n    Delay = TimeSpan.FromSeconds(1),\n}")]
    public Task The_options_use_jitter(string bad, string good) => FixRun.Gives(new RetryWithoutJitterFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_where_a_generator_decides() => FixRun.OffersNothing(
        new RetryWithoutJitterFix(), Source("new RetryStrategyOptions { DelayGenerator = a => new ValueTask<TimeSpan?>(TimeSpan.FromSeconds(a.AttemptNumber)) }"));
}
