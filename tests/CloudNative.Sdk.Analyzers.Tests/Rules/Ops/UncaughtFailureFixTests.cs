using CloudNative.Sdk.Analyzers.CodeFixes.Ops;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Ops;

public sealed class UncaughtFailureFixTests
{
    private static string Source(string loop, string logger = "ILogger<Worker> logger") => $$"""
        class Worker(HttpClient http, {{logger}}) : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

            protected override async Task ExecuteAsync(CancellationToken stopping)
            {
        {{loop}}
            }

            Task Poll(CancellationToken token) => http.GetAsync("/" + logger, token);
        }
        """;

    [Fact]
    public Task The_pause_stays_outside() => FixRun.Gives(
        new UncaughtFailureFix(),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        // Keep this.
                        await Poll(stopping); // And this.
                        await Task.Delay(1000, stopping);
                    }
            """),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        try
                        {
                            // Keep this.
                            await Poll(stopping); // And this.
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "A turn of Worker failed");
                        }
                        await Task.Delay(1000, stopping);
                    }
            """));

    [Fact]
    public Task A_single_statement_becomes_a_block() => FixRun.Gives(
        new UncaughtFailureFix(),
        Source("""
                    while (await _timer.WaitForNextTickAsync(stopping))
                        await Poll(stopping);
            """),
        Source("""
                    while (await _timer.WaitForNextTickAsync(stopping))
                    {
                        try
                        {
                            await Poll(stopping);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "A turn of Worker failed");
                        }
                    }
            """));

    [Fact]
    public Task A_loop_without_a_pause_gets_one_and_two_loops_are_fixed_at_once() => FixRun.Gives(
        new UncaughtFailureFix(),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        await Poll(stopping);
                    }

                    while (!stopping.IsCancellationRequested)
                    {
                        await Poll(stopping);
                    }
            """),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        try
                        {
                            await Poll(stopping);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "A turn of Worker failed");
                            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
                        }
                    }

                    while (!stopping.IsCancellationRequested)
                    {
                        try
                        {
                            await Poll(stopping);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "A turn of Worker failed");
                            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
                        }
                    }
            """));

    [Fact]
    public Task A_pause_that_needs_the_work_goes_into_it() => FixRun.Gives(
        new UncaughtFailureFix(),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        var answer = await http.GetAsync("/", stopping);
                        await Task.Delay((int)answer.StatusCode, stopping);
                    }
            """),
        Source("""
                    while (!stopping.IsCancellationRequested)
                    {
                        try
                        {
                            var answer = await http.GetAsync("/", stopping);
                            await Task.Delay((int)answer.StatusCode, stopping);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "A turn of Worker failed");
                            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
                        }
                    }
            """));

    [Fact]
    public Task Nothing_is_offered_without_a_logger() =>
        FixRun.OffersNothing(new UncaughtFailureFix(), Source("while (true) { await Poll(stopping); }", "string logger"));
}
