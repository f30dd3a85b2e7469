using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UnwatchedLoopFixTests
{
    private static string Source(string body, string signature = "protected override async Task ExecuteAsync(CancellationToken stopping)") => $$"""
        class Worker : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));
            private readonly bool _running = true;

            {{signature}}
            {
                // Keep this.
                {{body}}
            }

            void Poll() { }
        }
        """;

    [Theory]
    [InlineData("while (true) { Poll(); await Task.Delay(1000); } // And this.", "while (!stopping.IsCancellationRequested) { Poll(); await Task.Delay(1000, stopping); } // And this.")]
    [InlineData("while ( /* a */ true /* b */ ) { await Task.Yield(); }", "while ( /* a */ !stopping.IsCancellationRequested /* b */ ) { await Task.Yield(); }")]
    [InlineData("for (;;) { await Task.Delay(1); }", "for (; !stopping.IsCancellationRequested;) { await Task.Delay(1, stopping); }")]
    [InlineData("do { await Task.Delay(1); } while (true);", "do { await Task.Delay(1, stopping); } while (!stopping.IsCancellationRequested);")]
    [InlineData("while (_running) { await Task.Delay(1); }", "while (_running && !stopping.IsCancellationRequested) { await Task.Delay(1, stopping); }")]
    [InlineData("while (await _timer.WaitForNextTickAsync()) { Poll(); }", "while (await _timer.WaitForNextTickAsync(stopping)) { Poll(); }")]
    [InlineData("while (true) { await Task.Delay(1); } while (true) { await Task.Delay(2); }", "while (!stopping.IsCancellationRequested) { await Task.Delay(1, stopping); } while (!stopping.IsCancellationRequested) { await Task.Delay(2, stopping); }")]
    public Task The_loop_gets_the_token_and_its_surroundings_are_kept(string bad, string good) => FixRun.Gives(new UnwatchedLoopFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_where_the_token_is_not_in_scope() => FixRun.OffersNothing(
        new UnwatchedLoopFix(),
        "class W : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Run(); async Task Run() { while (true) { await Task.Delay(1); } } }");

    [Fact]
    public Task Nothing_is_offered_where_the_method_would_no_longer_end_with_a_value() =>
        FixRun.OffersNothing(new UnwatchedLoopFix(), Source("while (true) { Poll(); }", "protected override Task ExecuteAsync(CancellationToken stopping)"));
}
