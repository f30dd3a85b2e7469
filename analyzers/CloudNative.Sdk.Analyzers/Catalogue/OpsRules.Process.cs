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
}
