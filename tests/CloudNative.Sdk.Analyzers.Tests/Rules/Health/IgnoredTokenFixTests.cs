using CloudNative.Sdk.Analyzers.CodeFixes.Health;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Health;

public sealed class IgnoredTokenFixTests
{
    [Theory]
    [InlineData("await http.GetAsync(\"/\"); // Keep.", "await http.GetAsync(\"/\", cancellation); // Keep.")]
    [InlineData("await store.Ask(\"a\"); await store.AskOptional(); await redis.PingAsync();", "await store.Ask(\"a\", cancellation); await store.AskOptional(token: cancellation); await redis.PingAsync();")]
    [InlineData("await store.Ask(what: \"a\").ConfigureAwait(false);", "await store.Ask(what: \"a\", token: cancellation).ConfigureAwait(false);")]
    [InlineData("await http.GetAsync(\"/\", CancellationToken.None);", "await http.GetAsync(\"/\", cancellation);")]
    public Task The_token_is_passed(string bad, string good) => FixRun.Gives(new IgnoredTokenFix(), IgnoredTokenRuleTests.Check(bad), IgnoredTokenRuleTests.Check(good));
}
