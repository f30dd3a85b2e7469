using CloudNative.Sdk.Telemetry.Prometheus.Collection;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The order in which a page shows the metrics of a collection.</summary>
/// <param name="Metrics">The metrics for which it was made.</param>
/// <param name="Steps">The metrics, family by family in the order of the names; of each the family, its place in it, and its place in the collection.</param>
internal sealed record PagePlan(CollectedMetrics Metrics, PageStep[] Steps);

/// <summary>One metric of a page.</summary>
/// <param name="Family">The family.</param>
/// <param name="Place">The place of the metric in the family; the first one is introduced by the family's lines.</param>
/// <param name="Metric">The place of the metric in the collection.</param>
internal readonly record struct PageStep(MetricFamily Family, int Place, int Metric);
