using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>CNS4003 and CNS4004: calls that nothing ends.</summary>
internal static partial class ResiliencyRules
{
    public const string UnlimitedCommandMessage =
        "'{0}' of zero lets a query run for ever. State how long it may take, or one blocked table holds every connection and every request.";

    public static RuleInfo UnlimitedCall { get; } = new()
    {
        Id = "CNS4003",
        Title = "Remote call without a time limit",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' waits as long as the other side says nothing. Give it a deadline or a token, or one silent peer holds every caller.",
        Why = "A peer that fails at once is easy to bear; one that is silent is not. A call without a limit keeps its request, its connection and its memory until somebody restarts the process, "
            + "and the callers behind it pile up in the same way.",
        Bad = """
            using System.Net.Sockets;

            class Probe
            {
                public async Task<bool> IsOpen(string host)
                {
                    using var client = new TcpClient();
                    await client.[|ConnectAsync|](host, 5432);
                    return client.Connected;
                }
            }
            """,
        Good = """
            using System.Net.Sockets;

            class Probe
            {
                public async Task<bool> IsOpen(string host, CancellationToken token)
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                    limit.CancelAfter(TimeSpan.FromSeconds(2));
                    using var client = new TcpClient();
                    await client.ConnectAsync(host, 5432, limit.Token);
                    return client.Connected;
                }
            }
            """,
        Fix = "Gives a gRPC call a deadline, any other call the token in scope or a limit of 30 seconds, and a command 30 seconds.",
        Silent =
        [
            "The call gets a token or a deadline, or its function makes a limit: `CancelAfter`, `WaitAsync`, `WhenAny`.",
            "An `HttpClient` whose `Timeout` is not infinite: its default is a limit. One with a resilience handler, too.",
            "gRPC calls that stream, and those of a project that propagates deadlines or intercepts its calls.",
            "Command timeouts of migrations and other long work.",
        ],
        Neighbours = ["CA2016 passes a token that is there; this rule asks for a limit where there is none."],
    };

    public static RuleInfo AmbientToken { get; } = new()
    {
        Id = "CNS4004",
        Title = "Ambient request token is not used",
        Severity = DiagnosticSeverity.Info,
        Scope = RuleScope.Service,
        Message = "'{0}' goes on for a caller who has left. Pass '{1}', or work that nobody waits for takes the place of work that somebody does.",
        Why = "When a system is slow, callers give up and try again. A service that does not notice goes on working for those who have left, and so has even less time for those who are waiting. "
            + "The token of the request is there, only not among the parameters, where CA2016 would see it.",
        Bad = """
            using Microsoft.AspNetCore.Mvc;

            public class RatesController(HttpClient http) : ControllerBase
            {
                public async Task<IActionResult> Get(int id) => Ok(await http.[|GetStringAsync|]($"rates/{id}"));
            }
            """,
        Good = """
            using Microsoft.AspNetCore.Mvc;

            public class RatesController(HttpClient http) : ControllerBase
            {
                public async Task<IActionResult> Get(int id) => Ok(await http.GetStringAsync($"rates/{id}", HttpContext.RequestAborted));
            }
            """,
        Fix = "Passes the token of the request.",
        Silent =
        [
            "The function has another token, or the call is given one, were it `CancellationToken.None`.",
            "The callee takes no token, or belongs to ASP.NET Core, which watches the request itself.",
            "Work that has to be finished: in a catch or finally, after `next`, or named as Rollback, Compensate, Commit, Dispose.",
            "Calls that change something in a function that passes the token elsewhere: it knows the token and may have passed the point of no return.",
        ],
        Neighbours = ["CA2016 and MA0040 forward a token that is a parameter; this rule finds the one that is not."],
    };
}
