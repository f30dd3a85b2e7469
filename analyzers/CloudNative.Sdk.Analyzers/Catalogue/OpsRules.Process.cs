using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Rules about what code does to the process it runs in, and what it says about it.</summary>
internal static partial class OpsRules
{
    public static RuleInfo ProcessExit { get; } = new()
    {
        Id = "CNS2002",
        Title = "Process exit in service code",
        Scope = RuleScope.Service,
        Message = "'{0}' ends the process in the middle of its work. Set Environment.ExitCode and call IHostApplicationLifetime.StopApplication, so that the host drains and stops its services.",
        Why = "An exit from inside a service skips the drain: requests in flight are cut off, messages are handled twice, buffered telemetry is lost. "
            + "Stopping the host does the same job and lets every service finish.",
        Bad = """
            class LeaseKeeper
            {
                public void Check(bool isLost)
                {
                    if (isLost)
                    {
                        [|Environment.Exit(1)|];
                    }
                }
            }
            """,
        Good = """
            class LeaseKeeper(IHostApplicationLifetime lifetime)
            {
                public void Check(bool isLost)
                {
                    if (isLost)
                    {
                        Environment.ExitCode = 1;
                        lifetime.StopApplication();
                    }
                }
            }
            """,
        Fix = "Sets `Environment.ExitCode` and calls `StopApplication`, where an `IHostApplicationLifetime` is in scope.",
        Silent = ["Start-up: before the host is built, while it is composed, and after it has ended.", "Setting `Environment.ExitCode`.", "Ending another process."],
    };

    public static RuleInfo SecretLiteral { get; } = new()
    {
        Id = "CNS2010",
        Title = "Secret literal",
        Scope = RuleScope.Service,
        Message = "The code holds {0}. Take it from configuration that a secret store fills, and replace the secret: it is in the history of the repository.",
        Why = "A secret in code is known to everyone who can read the repository or the image, it is the same in every environment, and replacing it needs a release.",
        Bad = """
            using System.Net;

            class Mailer
            {
                public ICredentials Credentials { get; } = new NetworkCredential("mailer", [|"Sommer2031!"|]);
            }
            """,
        Good = """
            using System.Net;
            using Microsoft.Extensions.Configuration;

            class Mailer(IConfiguration configuration)
            {
                public ICredentials Credentials { get; } = new NetworkCredential("mailer", configuration["Mail:Password"]);
            }
            """,
        Silent =
        [
            "Placeholders: `{x}`, `<secret>`, `@p`, `***`, an empty value.",
            "Connection strings to this machine, and code that runs only in development.",
            "Names of variables: only what takes the value decides.",
        ],
    };

    public static RuleInfo ConsoleOutput { get; } = new()
    {
        Id = "CNS2001",
        Title = "Console output in a hosted service",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' writes past the log of the service. Write to an ILogger, which gives the line a level, a time and the trace it belongs to.",
        Why = "A line on the console has no level, no category and no trace id: it cannot be filtered, alerted on or found from a failing request, and writing it blocks the thread.",
        Bad = """
            class OrderStore
            {
                public void Stored(int count) => [|Console.WriteLine($"stored {count}")|];
            }
            """,
        Good = """
            class OrderStore(ILogger<OrderStore> logger)
            {
                public void Stored(int count) => logger.LogInformation("stored {Count}", count);
            }
            """,
        Fix = "Writes the same line to the logger that is in scope, with a template for interpolated values.",
        Silent = ["Start-up and composition of the host: there is no logger yet.", "Programs without a host.", "What implements a logger or a console formatter.", "Code that runs only in development."],
    };

    public static RuleInfo EnvironmentRead { get; } = new()
    {
        Id = "CNS2003",
        Title = "Environment variable read outside configuration",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "The environment variable '{0}' is read past the configuration. Bind it to options or read it through IConfiguration, which takes files and secret stores as well.",
        Why = "A variable that is read where it is used is not validated at start, is not shown with the rest of the configuration, cannot come from a file or a secret store, and is hard to set in a test.",
        Bad = """
            class Sender
            {
                private static readonly string? Topic = [|Environment.GetEnvironmentVariable("TOPIC")|];

                public string? Where => Topic;
            }
            """,
        Good = """
            using Microsoft.Extensions.Options;

            class SenderOptions
            {
                public string Topic { get; set; } = "";
            }

            class Sender(IOptions<SenderOptions> options)
            {
                public string Where => options.Value.Topic;
            }
            """,
        Fix = "Reads the configuration, where an `IConfiguration` is in scope.",
        Silent =
        [
            "The start-up part, and what makes the configuration: `ConfigureAppConfiguration`, configuration sources and providers, settings readers.",
            "Factories for tools at design time.",
            "Keys that are not constant, and those of the host: `DOTNET_*`, `ASPNETCORE_*`.",
        ],
    };
}
