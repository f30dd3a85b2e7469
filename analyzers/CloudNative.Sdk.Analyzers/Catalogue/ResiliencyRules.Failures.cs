using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4012 and CNS4014: what becomes of an exception.</summary>
internal static partial class ResiliencyRules
{
    public const string FailureAsResultMessage =
        "A failure of '{0}' is returned as if it were a normal result, and nobody learns of it. Log it and let it through, or return a result that says that it failed.";

    public static RuleOption AllowComment { get; } = new("cns_4012_allow_comment", "false", "`true`: a comment in the catch clause is reason enough anywhere, not only where code tidies up.");

    public static RuleInfo SwallowedFailure { get; } = new()
    {
        Id = "CNS4012",
        Title = "Failure swallowed",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Everywhere,
        Message = "The catch drops every failure of '{0}' without a trace. Log the exception or let it through, or catch only what is expected.",
        Why = "A catch-all takes what its author had in mind and everything else: the full disk, the wrong password, the bug. When nothing is logged, counted, returned or thrown, "
            + "the service goes on with wrong data, and the first that is seen is a complaint days later.",
        Bad = """
            class Carts(Func<Task> save)
            {
                public async Task Close()
                {
                    try
                    {
                        await save();
                    }
                    [|catch|]
                    {
                    }
                }
            }
            """,
        Good = """
            class Carts(Func<Task> save, ILogger<Carts> logger)
            {
                public async Task Close()
                {
                    try
                    {
                        await save();
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Cart not saved");
                        throw;
                    }
                }
            }
            """,
        Fix = "Logs the exception, where a logger is in scope.",
        Silent =
        [
            "The clause has a filter or catches certain exceptions.",
            "Somebody is told: a log, a span, a counter, a result that says so, another exception, a flag, a broker.",
            "A question is answered: `IsAvailable` returns false, `TryParse` without anything outside the process.",
            "Code that tidies up, with a comment that says so; the work is tried again and fails loudly in the end.",
            "The try does no more than read one property, whose getter may throw.",
        ],
        Options = [AllowComment],
        Neighbours = ["CA1031 reports every catch of a general exception; this rule reports those that leave no trace."],
    };

    public static RuleInfo FlattenedException { get; } = new()
    {
        Id = "CNS4014",
        Title = "Exception flattened for the caller",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Everywhere,
        Message = "Only the text of '{0}' goes on, and its type and stack are lost. Pass it as the inner exception, or log it here before the caller gets a text.",
        Why = "The message of an exception is seldom enough to find the cause, and its text in an answer shows callers what is none of their business. "
            + "The exception with its stack belongs in the chain or in the log of the service that had it.",
        Bad = """
            class Quotes(Func<Task<int>> ask)
            {
                public async Task<int> Get()
                {
                    try
                    {
                        return await ask();
                    }
                    catch (Exception ex)
                    {
                        throw [|new InvalidOperationException($"No quote: {ex.Message}")|];
                    }
                }
            }
            """,
        Good = """
            class Quotes(Func<Task<int>> ask)
            {
                public async Task<int> Get()
                {
                    try
                    {
                        return await ask();
                    }
                    catch (Exception ex)
                    {
                        throw new InvalidOperationException("No quote", ex);
                    }
                }
            }
            """,
        Fix = "Passes the inner exception where a constructor takes it; else logs the exception where a logger is in scope.",
        Silent =
        [
            "The exception is passed on as the inner exception, or logged, recorded or handed on in the same clause.",
            "Exceptions of validation and of bad requests: their message is written for the caller.",
        ],
    };
}
