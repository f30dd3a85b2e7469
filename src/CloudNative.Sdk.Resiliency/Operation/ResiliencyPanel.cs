using System.Globalization;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>Shows people the limit of requests, the breakers and the budgets, and how they went in the last quarter of an hour.</summary>
internal sealed class ResiliencyPanel(CallRegistry registry, InboundLimit inbound, ResiliencyHistory history) : IOpsPanel
{
    private static readonly string[] BreakerColumns = ["Service", "Client", "Breaker", "Attempts", "Failed", "Retries", "Rejected"];
    private static readonly string[] BudgetColumns = ["Client", "Retries left", "Refused", "Limit of a call", "Limit of an attempt"];

    public string Id => "resiliency";

    public string Title => "Resiliency";

    public int Order => 400;

    public void Describe(OpsPanelContent content)
    {
        if (inbound.Limiter is { } limiter)
        {
            Describe(content, limiter);
        }

        var clients = registry.Clients.OrderBy(client => client.Client, StringComparer.Ordinal).ToArray();
        var breakers = clients.SelectMany(client => client.Targets.OrderBy(target => target.Service, StringComparer.Ordinal)).Select(Row).ToArray();
        if (breakers.Length > 0)
        {
            content.Table("Breakers", BreakerColumns, breakers).Table("Retry budgets", BudgetColumns, [.. clients.Select(Row)]);
        }
    }

    private static string Last(double[] values, string unit) =>
        values is [.., var last] && double.IsFinite(last) ? last.ToString("0.#", CultureInfo.InvariantCulture) + unit : "–";

    private static OpsValue StateOf(CircuitBreaker breaker) => breaker.State switch
    {
        BreakerState.Closed => OpsValue.State(OpsTone.Good, "closed"),
        BreakerState.HalfOpen => OpsValue.State(OpsTone.Warning, "half open"),
        BreakerState.Open when breaker.OpenFor() is var left && left > TimeSpan.Zero =>
            OpsValue.State(OpsTone.Bad, string.Create(CultureInfo.InvariantCulture, $"open, trial in {left.TotalSeconds:0.#} s")),
        BreakerState.Open => OpsValue.State(OpsTone.Bad, "open, the next call is a trial"),
        _ => OpsValue.State(OpsTone.Bad, "isolated"),
    };

    private void Describe(OpsPanelContent content, InboundLimiter limiter)
    {
        var state = limiter.State;
        content
            .Fact("Requests", state.IsShedding
                ? OpsValue.State(OpsTone.Bad, string.Create(CultureInfo.InvariantCulture, $"some refused for {state.Duration.TotalSeconds:0} s"))
                : OpsValue.State(OpsTone.Good, "all served"))
            .Fact("In flight", OpsValue.Trend(history.InFlight, limiter.InFlight.ToString(CultureInfo.InvariantCulture)))
            .Fact("Limit", OpsValue.Trend(history.Limits, limiter.Limit.ToString(CultureInfo.InvariantCulture)))
            .Fact("Waiting", OpsValue.Number(limiter.Waiting))
            .Fact("Refused since the start", OpsValue.Number(state.AllShed))
            .Fact("Usual time to an answer", OpsValue.Duration(limiter.Baseline));
    }

    private OpsValue[] Row(CallTarget target)
    {
        var (rates, failed) = history.Of(target) is { } known ? (known.Rates, known.FailedShares) : ([], []);
        return
        [
            target.Service,
            target.Client,
            StateOf(target.Breaker),
            OpsValue.Trend(rates, Last(rates, "/s")),
            OpsValue.Trend(failed, Last(failed, "%")),
            OpsValue.Number(target.Retries),
            OpsValue.Number(target.Rejected),
        ];
    }

    private OpsValue[] Row(ClientCalls client)
    {
        var policy = client.Policy;
        return
        [
            client.Client,
            OpsValue.Trend(history.BudgetOf(client), client.Budget.Left(policy).ToString("0.#", CultureInfo.InvariantCulture)),
            OpsValue.Number(client.Budget.Refused),
            Limit(policy.TotalTimeout),
            Limit(policy.AttemptTimeout),
        ];

        static OpsValue Limit(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan ? "none" : OpsValue.Duration(limit);
    }
}
