using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Rules about what a process keeps for itself.</summary>
internal static partial class OpsRules
{
    public const string ElapsedMessage =
        "The difference of two readings of '{0}' is taken for elapsed time. Use Stopwatch.GetTimestamp and GetElapsedTime: the wall clock is set back and forth.";

    public static RuleInfo LocalFile { get; } = new()
    {
        Id = "CNS2004",
        Title = "Local file used as state",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' writes beside the program. Keep state in a store that outlives the instance, or take the directory from configuration.",
        Why = "The directory of the program is gone with the instance, is different in every replica, and is read-only in a hardened container.",
        Bad = """
            using System.IO;

            class Journal
            {
                public void Add(string line) => [|File.AppendAllText("orders.log", line)|];
            }
            """,
        Good = """
            using System.IO;
            using Microsoft.Extensions.Options;

            class JournalOptions
            {
                public string Directory { get; set; } = "";
            }

            class Journal(IOptions<JournalOptions> options)
            {
                public void Add(string line) => File.AppendAllText(Path.Combine(options.Value.Directory, "orders.log"), line);
            }
            """,
        Silent = ["Temporary files.", "A path from options or configuration, or an absolute one.", "`cns_stateful = true`: local files are the purpose of the program.", "Code that runs only in development."],
    };

    public static RuleInfo ProcessLocalStore { get; } = new()
    {
        Id = "CNS2005",
        Title = "Process-local store registered for shared data",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        Message = "'{0}' keeps shared data in the memory of one process. Register a store that all instances share.",
        Why = "With two instances behind one address every second request does not find what the first has stored: sessions end, sagas stall, sign-ins fail. A restart loses the rest.",
        Bad = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.[|AddDistributedMemoryCache|]();
            var app = builder.Build();
            app.Run();
            """,
        Good = """
            var builder = WebApplication.CreateBuilder(args);
            if (builder.Environment.IsDevelopment())
            {
                builder.Services.AddDistributedMemoryCache();
            }

            var app = builder.Build();
            app.Run();
            """,
        Silent =
        [
            "Code that runs only in development.",
            "A setting that chooses the store; not where the memory stands in for a setting that is missing.",
            "`cns_stateful = true`.",
        ],
    };

    public static RuleInfo WallClock { get; } = new()
    {
        Id = "CNS2006",
        Title = "Wall clock read directly",
        Scope = RuleScope.Service,
        Severity = DiagnosticSeverity.Info,
        IsEnabledByDefault = false,
        Message = "'{0}' is read although '{1}' is in scope. Ask the TimeProvider, so that tests decide what time it is.",
        Why = "Code that has a clock and reads another one is half testable: the test moves its clock, and the due date does not move. For elapsed time the wall clock is wrong in production too, since it is corrected.",
        Bad = """
            class Lease(TimeProvider time)
            {
                public DateTimeOffset Start { get; } = time.GetUtcNow();

                public DateTimeOffset Due(TimeSpan ttl) => [|DateTimeOffset.UtcNow|] + ttl;
            }
            """,
        Good = """
            class Lease(TimeProvider time)
            {
                public DateTimeOffset Due(TimeSpan ttl) => time.GetUtcNow() + ttl;
            }
            """,
        Fix = "Asks the `TimeProvider` in scope.",
        Silent = ["No `TimeProvider` is in scope.", "The clock itself: a `TimeProvider`, a class named `...Clock`."],
    };
}
