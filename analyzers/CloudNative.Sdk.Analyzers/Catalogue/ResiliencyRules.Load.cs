using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4002, CNS4006, CNS4010 and CNS4011: what goes wrong under load and over time.</summary>
internal static partial class ResiliencyRules
{
    public const string OutOfSightMessage =
        "The task of '{0}' is dropped inside a try, whose catch cannot see it fail. Await it, or give it to a queue with a worker that handles failures.";

    public static RuleInfo LongLivedClient { get; } = new()
    {
        Id = "CNS4002",
        Title = "Process-lifetime HttpClient without PooledConnectionLifetime",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' keeps its connections as long as the process lives and never sees that an address has moved. Give it a SocketsHttpHandler with a PooledConnectionLifetime, or take clients from IHttpClientFactory.",
        Why = "Names are resolved when a connection is opened. A client that keeps its connections for ever goes on calling an address that was taken out of DNS, "
            + "after a failover, a move or a new deployment, until the process is restarted.",
        Bad = """
            class Rates
            {
                private static readonly HttpClient Http = [|new HttpClient()|];

                public static Task<string> Get(CancellationToken token) => Http.GetStringAsync("https://rates.example.com/today", token);
            }
            """,
        Good = """
            class Rates
            {
                private static readonly HttpClient Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });

                public static Task<string> Get(CancellationToken token) => Http.GetStringAsync("https://rates.example.com/today", token);
            }
            """,
        Fix = "Gives the client a handler with a lifetime of two minutes.",
        Silent = ["The handler comes from elsewhere.", "The type sets `PooledConnectionLifetime` somewhere.", "The client calls this machine."],
        Neighbours = ["CNS4001 reports clients that live too short; this rule reports those that live long and do not look again."],
    };

    public static RuleInfo RetryWithoutJitter { get; } = new()
    {
        Id = "CNS4006",
        Title = "Retry without jitter",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' waits the same time in every instance, so that all try again at the same moment. Set UseJitter, or add a random part to the wait.",
        Why = "When a dependency fails, it fails for all callers at once. With fixed waits they also come back at once, wave after wave, and each wave takes down what had just recovered.",
        Bad = """
            using Polly;
            using Polly.Retry;

            class Calls
            {
                public ResiliencePipeline Pipeline { get; } = new ResiliencePipelineBuilder()
                    .AddRetry([|new RetryStrategyOptions|] { Delay = TimeSpan.FromSeconds(1), MaxRetryAttempts = 5 })
                    .Build();
            }
            """,
        Good = """
            using Polly;
            using Polly.Retry;

            class Calls
            {
                public ResiliencePipeline Pipeline { get; } = new ResiliencePipelineBuilder()
                    .AddRetry(new RetryStrategyOptions { Delay = TimeSpan.FromSeconds(1), MaxRetryAttempts = 5, UseJitter = true })
                    .Build();
            }
            """,
        Fix = "Sets `UseJitter` where the options state a `Delay`.",
        Silent = ["The wait is made by something random, or by a method or variable that cannot be read here.", "No wait at all."],
    };

    public static RuleInfo UnboundedQueue { get; } = new()
    {
        Id = "CNS4010",
        Title = "Unbounded queue between producer and consumer",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' takes all that comes, however far its consumer is behind. Give it a capacity and decide what happens when it is full, or memory runs out in the first long outage.",
        Why = "A queue between two speeds grows when the consumer is slower, and that is just when something is wrong. Without a bound the first sign is the end of the process, "
            + "and everything in the queue is lost with it.",
        Bad = """
            using System.Threading.Channels;

            class Audit
            {
                private readonly Channel<string> _entries = [|Channel.CreateUnbounded<string>()|];

                public ChannelReader<string> Entries => _entries.Reader;

                public bool Write(string entry) => _entries.Writer.TryWrite(entry);
            }
            """,
        Good = """
            using System.Threading.Channels;

            class Audit
            {
                private readonly Channel<string> _entries = Channel.CreateBounded<string>(10_000);

                public ChannelReader<string> Entries => _entries.Reader;

                public bool Write(string entry) => _entries.Writer.TryWrite(entry);
            }
            """,
        Fix = "Makes the channel bounded with a capacity of 10,000, to be reviewed; a full channel lets writers wait.",
        Silent = ["A channel in a local: it ends with the work that it belongs to.", "A channel of `bool` or a unit: it says that something happened.", "A queue whose `Count` the type looks at."],
    };

    public static RuleInfo FireAndForget { get; } = new()
    {
        Id = "CNS4011",
        Title = "Fire-and-forget without failure handling",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Everywhere,
        Message = "Nobody waits for '{0}', and it does not catch its failures. Catch and log everything inside, or await it.",
        Why = "The exception of a task that nobody awaits is never seen: no log, no metric, no crash. The work just does not happen, now and then.",
        Bad = """
            class Orders(Func<Task> notify, ILogger<Orders> logger)
            {
                public void Close()
                {
                    _ = [|NotifyAsync|]();
                    logger.LogInformation("Closed");
                }

                private async Task NotifyAsync() => await notify();
            }
            """,
        Good = """
            class Orders(Func<Task> notify, ILogger<Orders> logger)
            {
                public void Close()
                {
                    _ = NotifyAsync();
                    logger.LogInformation("Closed");
                }

                private async Task NotifyAsync()
                {
                    try
                    {
                        await notify();
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Not notified");
                    }
                }
            }
            """,
        Silent =
        [
            "Everything that the method or the delegate waits for is inside a try with a catch-all, or has a continuation, or is a task that it was given.",
            "Methods named `Forget`, `Ignore` or `SafeFireAndForget`; values that are no tasks.",
            "The method is not in this project.",
        ],
    };
}
