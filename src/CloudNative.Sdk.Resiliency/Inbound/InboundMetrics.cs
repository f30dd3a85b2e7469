using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Shows the limit. All of it is counted anyway, and only read here; the instruments are made when the host has started.</summary>
internal sealed class InboundMetrics(InboundLimit inbound, IMeterFactory meters) : IStartedStep
{
    private const string MeterName = "CloudNative.Sdk.Resiliency";
    private const string PriorityTag = "cloudnative.resiliency.priority";

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (inbound.Limiter is { } limiter)
        {
            Show(meters.Create(MeterName), limiter);
        }

        return Task.CompletedTask;
    }

    private static void Show(Meter meter, InboundLimiter limiter)
    {
        meter.CreateObservableGauge("cloudnative.resiliency.inbound.limit", () => limiter.Limit, "{request}", "Requests that may be under way at a time, as found from their latency.");
        meter.CreateObservableGauge("cloudnative.resiliency.inbound.in_flight", () => limiter.InFlight, "{request}", "Requests under way that hold a place.");
        meter.CreateObservableGauge("cloudnative.resiliency.inbound.queued", () => limiter.Waiting, "{request}", "Requests that wait for a place.");
        meter.CreateObservableGauge("cloudnative.resiliency.inbound.baseline", () => limiter.Baseline.TotalSeconds, "s", "Time to an answer without waiting, the long average.");
        meter.CreateObservableCounter("cloudnative.resiliency.inbound.shed", () => Shed(limiter.State), "{request}", "Requests that were refused because there were too many, by their priority.");
    }

    private static Measurement<long>[] Shed(SheddingState state) =>
    [
        Of(state, RequestPriority.Sheddable, "sheddable"),
        Of(state, RequestPriority.Default, "default"),
        Of(state, RequestPriority.Critical, "critical"),
    ];

    private static Measurement<long> Of(SheddingState state, RequestPriority priority, string text) =>
        new(state.Shed(priority), new KeyValuePair<string, object?>(PriorityTag, text));
}
