namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4xxx.</summary>
internal static partial class ResiliencyRules
{
    public const string EndlessRetryMessage =
        "The loop tries '{0}' until it succeeds, with no limit and no token, while somebody waits for the answer. Count the attempts or watch the token of the request, or each outage piles up callers.";

    public static RuleInfo RetryLoop { get; } = new()
    {
        Id = "CNS4005",
        IsStarred = true,
        Title = "Endless or delay-free retry loop",
        Scope = RuleScope.Everywhere,
        Message = "The loop tries again at once when '{0}' fails. Wait in the catch with Task.Delay and the token, or an outage becomes a storm of calls and of log entries.",
        Why = "A loop that catches a failure and goes on without a pause runs as fast as the failure comes: when a broker or a database is away, that is thousands of times a second. "
            + "It burns the processor, floods the log, and hits the dependency hardest at the moment it tries to come back.",
        Bad = """
            class Mailer(ILogger<Mailer> logger, Func<CancellationToken, Task> sendNext) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    [|while|] (!stoppingToken.IsCancellationRequested)
                    {
                        try
                        {
                            await sendNext(stoppingToken);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "Mail not sent");
                        }
                    }
                }
            }
            """,
        Good = """
            class Mailer(ILogger<Mailer> logger, Func<CancellationToken, Task> sendNext) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        try
                        {
                            await sendNext(stoppingToken);
                        }
                        catch (Exception ex) when (ex is not OperationCanceledException)
                        {
                            logger.LogError(ex, "Mail not sent");
                            await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
                        }
                    }
                }
            }
            """,
        Fix = "Waits five seconds at the end of the catch clause, with the token in scope.",
        Silent =
        [
            "The catch leaves the loop: it breaks, returns or throws on every path.",
            "Each attempt waits first or after a failure: a delay in the catch or behind the try, a timer, a signal, a queue in this process.",
            "The loop goes over items: `foreach`, an index, `TryDequeue`, `WaitToReadAsync`.",
            "An endless loop with a delay in background work.",
        ],
    };

    public static RuleInfo AsyncDelegate { get; } = new()
    {
        Id = "CNS4009",
        IsStarred = true,
        Title = "Async delegate where only the synchronous part is covered",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' is done with the delegate at its first await, and what comes later runs without it. Use {1}, or no failure of the asynchronous part is retried, caught or waited for.",
        Why = "A method that takes a Func<T> and is given an async delegate sees a task as the result: to it, the work has succeeded as soon as the task exists. "
            + "The retry never retries, the breaker never opens, and the loop goes on before the work is done. It looks right and is only noticed in an outage.",
        Bad = """
            class Import
            {
                public Task All(IReadOnlyList<string> files, CancellationToken token) =>
                    Task.Factory.[|StartNew|](async () => await One(files[0], token), token);

                private static Task One(string file, CancellationToken token) => Task.Delay(file.Length, token);
            }
            """,
        Good = """
            class Import
            {
                public Task All(IReadOnlyList<string> files, CancellationToken token) =>
                    Task.Run(async () => await One(files[0], token), token);

                private static Task One(string file, CancellationToken token) => Task.Delay(file.Length, token);
            }
            """,
        Fix = "Calls `ExecuteAsync` of a resilience pipeline, `Task.Run` or `Parallel.ForEachAsync`, where the result compiles.",
        Silent =
        [
            "The inner task is taken out: `.Unwrap()`, `await await`.",
            "The overload takes a `Func<Task>`: it knows that it gets a task.",
            "A method of this project that awaits, or speaks of tasks, in its body.",
        ],
        Neighbours = ["VSTHRD101 and S3168 report async void delegates; this rule reports tasks that nobody waits for."],
    };

    public static RuleInfo AckAfterFailure { get; } = new()
    {
        Id = "CNS4013",
        IsStarred = true,
        Title = "Message acknowledged although handling failed",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' tells the broker that the message is done although its handling has failed. Acknowledge as the last step of the try and reject or dead-letter in the catch, or the message is lost.",
        Why = "An acknowledged message is deleted by the broker. When that also happens after an exception, each failure loses a message: there is no second delivery and no dead letter, "
            + "only a line in the log, if at all.",
        Bad = """
            class Orders(IQueue queue, ILogger<Orders> logger)
            {
                public async Task OnMessage(ulong tag, string body)
                {
                    try
                    {
                        await Handle(body);
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Order not handled");
                    }

                    await [|queue.BasicAckAsync(tag, false)|];
                }

                private static Task Handle(string body) => Task.Delay(body.Length);
            }

            interface IQueue
            {
                Task BasicAckAsync(ulong tag, bool multiple);
            }
            """,
        Good = """
            class Orders(IQueue queue, ILogger<Orders> logger)
            {
                public async Task OnMessage(ulong tag, string body)
                {
                    try
                    {
                        await Handle(body);
                        await queue.BasicAckAsync(tag, false);
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Order not handled");
                        await queue.BasicNackAsync(tag, false, requeue: false);
                    }
                }

                private static Task Handle(string body) => Task.Delay(body.Length);
            }

            interface IQueue
            {
                Task BasicAckAsync(ulong tag, bool multiple);

                Task BasicNackAsync(ulong tag, bool multiple, bool requeue);
            }
            """,
        Silent =
        [
            "The catch does more than tell of the failure: it dead-letters, rejects, abandons, publishes again, or calls a method that may do so.",
            "A condition guards the acknowledgement, as a limit of attempts or a message that can never be handled.",
            "The catch takes certain exceptions only, or leaves before the acknowledgement.",
        ],
    };
}
