using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS6xxx.</summary>
internal static class LoggingRules
{
    public static RuleOption SensitiveNames { get; } = new(
        "cns_6001_names",
        "password, passwd, pwd, passphrase, secret, token, apikey, connectionstring, connstr, authorization, cookie, cookies, ssn, cardnumber, creditcard, cvv, accesskey, privatekey, accountkey, signingkey",
        "Last words of a name that make it a secret, in lower case.");

    public static RuleOption ExpectedTypes { get; } = new(
        "cns_6002_expected_types",
        "OperationCanceledException, FormatException, JsonException, ArgumentException, ValidationException, KeyNotFoundException, DbUpdateConcurrencyException, OptionsValidationException",
        "Exceptions whose message says all; a clause for one of them, or one derived from it, is not judged.");

    public static RuleInfo SensitiveLog { get; } = new()
    {
        Id = "CNS6001",
        Title = "Sensitive value logged",
        Scope = RuleScope.Everywhere,
        Message = "'{0}' is a secret by its name or type, and it is written to the telemetry. Leave it out, or write something that identifies it and gives nothing away.",
        Why = "Logs and traces are copied, kept for months and read by many. A password, a key or a token in them is known to all of these, and has to be changed everywhere once it is found.",
        Bad = """
            class Database(ILogger<Database> logger)
            {
                public void Open(string connectionString) => logger.LogDebug("Using {Database}", [|connectionString|]);
            }
            """,
        Good = """
            class Database(ILogger<Database> logger)
            {
                public void Open(string connectionString) => logger.LogDebug("Using a connection string of {Length} characters", connectionString.Length);
            }
            """,
        Silent =
        [
            "Tokens of cancellation, of paging and of a grammar; ids, types, counts, lengths and hashes of secrets.",
            "A value that a method has made of the secret: `Mask(token)`.",
            "The console of a program that is no service.",
        ],
        Options = [SensitiveNames],
    };

    public static RuleInfo MissingException { get; } = new()
    {
        Id = "CNS6002",
        Title = "Caught exception missing from the log call",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Everywhere,
        Message = "'{0}' is not given the exception, so that type, stack and inner exceptions are lost. Pass the exception as the first argument.",
        Why = "A message alone seldom says where something failed or why. Without the stack and the inner exceptions the same failure has to happen again before it can be understood.",
        Bad = """
            class Import(ILogger<Import> logger, Func<Task> load)
            {
                public async Task Run()
                {
                    try
                    {
                        await load();
                    }
                    catch (Exception ex)
                    {
                        [|logger.LogError("Import failed: {Error}", ex.Message)|];
                    }
                }
            }
            """,
        Good = """
            class Import(ILogger<Import> logger, Func<Task> load)
            {
                public async Task Run()
                {
                    try
                    {
                        await load();
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Import failed");
                    }
                }
            }
            """,
        Fix = "Passes the exception first, and names it where the clause does not.",
        Silent =
        [
            "The exception is thrown on, wrapped, or handed to something else in the same clause.",
            "Cancellation, a filter, exceptions that are expected, and entries below Warning in a clause for a certain exception.",
            "Generated log methods: their declaration says what they take.",
        ],
        Options = [ExpectedTypes],
        Neighbours = ["S6667 reports the same in every clause; this rule is silent where the exception goes on."],
    };

    public static RuleInfo QuietFailure { get; } = new()
    {
        Id = "CNS6003",
        Title = "Failure logged below Warning and dropped",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' writes a failure as {1}, and then it is dropped. Log it as Warning or Error, or no alert and hardly any log store ever shows it.",
        Why = "Production logs are filtered at Information or Warning, and alerts look at errors. A failure that is written below that and then dropped happens unseen.",
        Bad = """
            class Batches(ILogger<Batches> logger, Func<Task> run)
            {
                public async Task Run()
                {
                    try
                    {
                        await run();
                    }
                    catch (Exception ex)
                    {
                        [|logger.LogInformation(ex, "Batch failed")|];
                    }
                }
            }
            """,
        Good = """
            class Batches(ILogger<Batches> logger, Func<Task> run)
            {
                public async Task Run()
                {
                    try
                    {
                        await run();
                    }
                    catch (Exception ex)
                    {
                        logger.LogError(ex, "Batch failed");
                    }
                }
            }
            """,
        Silent =
        [
            "The failure goes on: it is thrown, returned, counted or handed to something.",
            "Code that tidies up; an attempt of several whose last one is loud.",
            "A clause with a filter, or for certain exceptions.",
        ],
    };
}
