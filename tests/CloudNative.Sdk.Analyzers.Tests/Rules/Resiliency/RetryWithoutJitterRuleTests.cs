using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class RetryWithoutJitterRuleTests
{
    private const string Id = "CNS4006";

    private static string Method(string body) => $$"""
        using Polly;
        using Polly.Retry;

        class C
        {
            static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
            void M(Random random, TimeSpan delay, IEnumerable<TimeSpan> waits) { {{body}} }
            static TimeSpan Next(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next());
        }
        """;

    [Theory]
    [InlineData("_ = [|new RetryStrategyOptions|] { Delay = TimeSpan.FromSeconds(1), MaxRetryAttempts = 5 };")]
    [InlineData("_ = [|new RetryStrategyOptions<int>|] { Delay = TimeSpan.FromSeconds(1), BackoffType = DelayBackoffType.Exponential };")]
    [InlineData("_ = [|new RetryStrategyOptions|]() { Delay = TimeSpan.FromSeconds(1), UseJitter = false };")]
    [InlineData("new ResiliencePipelineBuilder().AddRetry([|new|]() { Delay = TimeSpan.FromSeconds(1) });")]
    [InlineData("_ = [|new RetryStrategyOptions|] { DelayGenerator = args => new ValueTask<TimeSpan?>(TimeSpan.FromSeconds(Math.Pow(2, args.AttemptNumber))) };")]
    [InlineData("Policy.Handle<Exception>().[|WaitAndRetryAsync|](3, attempt => TimeSpan.FromSeconds(Math.Pow(2, attempt)));")]
    [InlineData("Policy.Handle<Exception>().[|WaitAndRetry|](3, _ => TimeSpan.FromSeconds(1));")]
    [InlineData("Policy.Handle<Exception>().[|WaitAndRetry|](new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5) });")]
    [InlineData("Policy.Handle<Exception>().[|WaitAndRetryAsync|]([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)]);")]
    public Task A_fixed_wait_is_reported(string body) => RuleRun.ReportsMarked(Id, Method(body));

    [Theory]
    [InlineData("_ = new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1), UseJitter = true };")]
    [InlineData("_ = new RetryStrategyOptions { MaxRetryAttempts = 5 };")]
    [InlineData("_ = new RetryStrategyOptions { Delay = TimeSpan.Zero };")]
    [InlineData("_ = new RetryStrategyOptions { Delay = delay };")]
    [InlineData("var options = new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1) }; options.UseJitter = true;")]
    [InlineData("_ = new RetryStrategyOptions { DelayGenerator = args => new ValueTask<TimeSpan?>(Next(args.AttemptNumber)) };")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetry(3, attempt => TimeSpan.FromSeconds(Math.Pow(2, attempt)) + TimeSpan.FromMilliseconds(random.Next(100)));")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetry(3, attempt => Next(attempt));")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetry(waits);")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetry(3, _ => TimeSpan.Zero);")]
    public Task A_random_or_unknown_wait_is_silent(string body) => RuleRun.IsSilent(Id, Method(body));

    [Fact]
    public Task Policies_of_a_package_that_is_absent_are_known_by_name() => RuleRun.ReportsMarked(Id, Scenario.Of(
        "class C { object M(Missing.Builder builder) => builder.[|WaitAndRetryAsync|](3, n => TimeSpan.FromSeconds(n)); object N() => [|new RetryStrategyOptions|] { Delay = TimeSpan.FromSeconds(1) }; }").Broken());

    [Theory]
    [InlineData("_ = new RetryStrategyOptions { Delay = ")]
    [InlineData("missing.WaitAndRetry(3, a => ")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Method(body)).Broken().Compile(), Scenario.Of());
}
