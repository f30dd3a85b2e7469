namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS2xxx.</summary>
internal static partial class OpsRules
{
    public static RuleInfo UnwatchedLoop { get; } = new()
    {
        Id = "CNS2007",
        Title = "Background loop does not watch its token",
        Scope = RuleScope.Service,
        Message = "The loop in '{0}' never looks at the stopping token. Test it in the condition and pass it to the awaited calls, or the host waits for its shutdown timeout and cuts the work off.",
        Why = "The host stops a background service by cancelling the token given to ExecuteAsync. A loop that ignores it holds the whole process until the shutdown timeout, "
            + "30 s by default, and is then cut off in the middle of its work; every deployment takes that long.",
        Bad = """
            class Poller(ILogger<Poller> logger) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    [|while|] (true)
                    {
                        logger.LogInformation("poll");
                        await Task.Delay(1000);
                    }
                }
            }
            """,
        Good = """
            class Poller(ILogger<Poller> logger) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        logger.LogInformation("poll");
                        await Task.Delay(1000, stoppingToken);
                    }
                }
            }
            """,
        Fix = "Tests the token in the condition and gives it to `Task.Delay`, `WaitForNextTickAsync` and `WaitToReadAsync`.",
        Silent =
        [
            "Any token reaches the loop: the parameter, a copy in a field, a linked source, `ReadAllAsync(token)`.",
            "The loop ends by itself: it has an end condition, or leaves by break, return or throw without waiting in between.",
            "A method that is not called from `ExecuteAsync`.",
        ],
        Neighbours = ["CA2016 asks for a token where a called method takes one; this rule asks whether the loop can end at all."],
    };
}
