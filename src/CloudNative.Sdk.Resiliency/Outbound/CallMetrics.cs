using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Shows what calls count anyway. The instruments are made when the host has started: nothing is called before.</summary>
internal sealed class CallMetrics(IServiceProvider services) : IStartedStep
{
    public const string MeterName = "CloudNative.Sdk.Resiliency";

    private const string ClientTag = "cloudnative.resiliency.client";
    private const string ServiceTag = "cloudnative.resiliency.service";

    private static readonly (AttemptOutcome Outcome, string Text)[] Outcomes =
    [
        (AttemptOutcome.Success, "success"),
        (AttemptOutcome.Throttled, "throttled"),
        (AttemptOutcome.Failure, "failure"),
        (AttemptOutcome.NotSent, "not_sent"),
        (AttemptOutcome.Timeout, "timeout"),
        (AttemptOutcome.Cancelled, "cancelled"),
    ];

    private static readonly (BreakerState State, string Text)[] States =
        [(BreakerState.Closed, "closed"), (BreakerState.HalfOpen, "half_open"), (BreakerState.Open, "open"), (BreakerState.Isolated, "isolated")];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create(MeterName);
        meter.CreateObservableCounter("cloudnative.resiliency.attempts", () => OfTargets(Attempts), "{attempt}", "Attempts of calls, by how they ended.");
        meter.CreateObservableCounter("cloudnative.resiliency.retries", () => OfTargets(target => [Of(target.Retries, target)]), "{attempt}", "Attempts that repeated one that failed.");
        meter.CreateObservableCounter("cloudnative.resiliency.hedges", () => OfTargets(Hedges), "{attempt}", "Second requests of calls that took long, by whether theirs was the answer that counted.");
        meter.CreateObservableCounter("cloudnative.resiliency.rejected", () => OfTargets(target => [Of(target.Rejected, target)]), "{call}", "Calls that failed at once: by the breaker, the limit of concurrent calls, or the deadline.");
        meter.CreateObservableGauge("cloudnative.resiliency.breaker.state", () => OfTargets(Breakers), "1", "1 for the state that a breaker is in, 0 for the others.");
        meter.CreateObservableGauge("cloudnative.resiliency.budget.left", Budgets, "{attempt}", "Attempts that a client may repeat at once.");
        meter.CreateObservableCounter("cloudnative.resiliency.budget.refused", Refusals, "{attempt}", "Attempts that were not repeated because the budget of the client was used up.");
        return Task.CompletedTask;
    }

    private static Measurement<long> Of(long value, CallTarget target) => new(value, new(ClientTag, target.Client), new(ServiceTag, target.Service));

    private static Measurement<long> Of(long value, CallTarget target, string tag, string text) =>
        new(value, new(ClientTag, target.Client), new(ServiceTag, target.Service), new(tag, text));

    private static IEnumerable<Measurement<long>> Attempts(CallTarget target) =>
        Outcomes.Select(outcome => Of(target.Attempts(outcome.Outcome), target, "cloudnative.resiliency.outcome", outcome.Text)).Where(measured => measured.Value > 0);

    private static IEnumerable<Measurement<long>> Hedges(CallTarget target) =>
    [
        Of(target.HedgesWon, target, "cloudnative.resiliency.hedge.won", "true"),
        Of(target.Hedges - target.HedgesWon, target, "cloudnative.resiliency.hedge.won", "false"),
    ];

    private static IEnumerable<Measurement<long>> Breakers(CallTarget target) =>
        States.Select(state => Of(target.Breaker.State == state.State ? 1 : 0, target, "cloudnative.resiliency.breaker.state", state.Text));

    private CallRegistry Registry() => services.GetRequiredService<CallRegistry>();

    private IEnumerable<Measurement<long>> OfTargets(Func<CallTarget, IEnumerable<Measurement<long>>> measure) =>
        Registry().Clients.SelectMany(client => client.Targets).SelectMany(measure);

    private IEnumerable<Measurement<double>> Budgets() =>
        Registry().Clients.Where(client => client.Targets.Any()).Select(client => new Measurement<double>(client.Budget.Left(client.Policy), new KeyValuePair<string, object?>(ClientTag, client.Client)));

    private IEnumerable<Measurement<long>> Refusals() =>
        Registry().Clients.Where(client => client.Targets.Any()).Select(client => new Measurement<long>(client.Budget.Refused, new KeyValuePair<string, object?>(ClientTag, client.Client)));
}
