using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Rules about how a hosted service ends.</summary>
internal static partial class OpsRules
{
    public const string QuietEndMessage =
        "A failure of '{0}' ends the loop in '{1}' without a word, and the service goes on without it. Catch and log failures inside the loop.";

    public static RuleInfo UncaughtFailure { get; } = new()
    {
        Id = "CNS2008",
        IsStarred = true,
        Title = "One failure ends the background service or the host",
        Scope = RuleScope.Service,
        Message = "A failure of '{0}' ends the loop in '{1}', and with it the host. Catch and log failures inside the loop, all but cancellation.",
        Why = "An exception that leaves ExecuteAsync stops the whole host by default: one timeout of a dependency, and every endpoint of the process is gone. "
            + "Under a plain IHostedService the same exception sits in a task that nobody looks at before shutdown, and the work is simply not done any more.",
        Bad = """
            class Publisher(HttpClient http) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
                    [|while|] (await timer.WaitForNextTickAsync(stoppingToken))
                    {
                        await http.PostAsync("/ticks", null, stoppingToken);
                    }
                }
            }
            """,
        Good = """
            class Publisher(HttpClient http, ILogger<Publisher> logger) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
                    while (await timer.WaitForNextTickAsync(stoppingToken))
                    {
                        try
                        {
                            await http.PostAsync("/ticks", null, stoppingToken);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "Publish failed");
                        }
                    }
                }
            }
            """,
        Fix = "Puts the work of the loop into try/catch with a cancellation filter and logs the failure, where a logger is in scope; adds a pause where the loop has none.",
        Silent =
        [
            "The loop only waits, or the methods of this program that it awaits catch everything themselves.",
            "The loop comes to its end by itself: a list, a counter, a queue that runs empty.",
            "A service that calls `StopApplication`: it ends the host on purpose.",
            "Where the program sets `BackgroundServiceExceptionBehavior`, the report is a suggestion.",
        ],
        Neighbours = ["CNS2007 asks whether the loop ends when the host stops; this rule asks whether it ends when it should not."],
    };

    public static RuleInfo UnpassedToken { get; } = new()
    {
        Id = "CNS2009",
        Title = "Stopping token not handed to the work",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' awaits '{1}' without the stopping token. Hand the token down, or the host waits for this call when it stops.",
        Why = "A loop that watches its token still holds the host for as long as the call it is in: a slow statement or a request without a token uses up the shutdown timeout, and the work is cut off.",
        Bad = """
            class Sweeper(HttpClient http) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
                    await Sweep();
                }

                private async Task Sweep()
                {
                    using var answer = await [|http.DeleteAsync("/expired")|];
                }
            }
            """,
        Good = """
            class Sweeper(HttpClient http) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
                    await Sweep(stoppingToken);
                }

                private async Task Sweep(CancellationToken cancellationToken)
                {
                    using var answer = await http.DeleteAsync("/expired", cancellationToken);
                }
            }
            """,
        Fix = "Adds the parameter to the private methods between the work and the token, and passes it to the awaited calls.",
        Silent = ["Awaited calls that take no token.", "A method that reads any token: a field, a linked source.", "Work that has to finish: methods named Flush, Drain, Complete."],
        Neighbours = ["CA2016 asks where a token is in scope; this rule asks where the token was left behind on the way."],
    };
}
