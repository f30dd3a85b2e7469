using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Looks at the metrics of every collection that a scrape has asked for. Register it as a singleton service of this type.</summary>
internal interface ICollectionObserver
{
    /// <summary>Called after each collection, on its thread, while the points of the metrics stand still; the next collection waits until this returns.</summary>
    /// <param name="metrics">The metrics that have points. They and their points must not be used after the call.</param>
    /// <remarks>Each scrape waits for this: it must be quick, allocate nothing in the steady state, and not throw.</remarks>
    void OnCollected(in Batch<Metric> metrics);
}
