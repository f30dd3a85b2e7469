using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The names and labels of all series as one way of naming has them, kept from page to page.</summary>
/// <remarks>Thread-safe. Labels are rendered once for a series, when the first page that shows it is planned; a page whose metrics are known costs nothing here.</remarks>
internal sealed class Rendition
{
    private readonly Lock _gate = new();
    private readonly FamilyCatalog _catalog;
    private readonly LabelSet _labels;
    private readonly LabelArena _arena = new();
    private readonly ILogger _logger;
    private PagePlan? _plan;
    private Resource? _resource;
    private byte[] _resourceLabels = [];

    public Rendition(PrometheusTranslationStrategy strategy, NameEscaping escaping, PrometheusOptions options, ILogger logger)
    {
        var names = new NameScheme(strategy, escaping);
        _catalog = new FamilyCatalog(names, options, logger);
        _labels = new LabelSet(names);
        _logger = logger;
    }

    /// <summary>Plans the page of a collection; all that the plan names is there for as long as the page takes.</summary>
    public (PagePlan Plan, byte[] ResourceLabels) Plan(Snapshot snapshot)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_plan?.Metrics, snapshot.Metrics))
            {
                _plan = _catalog.Plan(snapshot.Metrics);
            }

            foreach (ref readonly var step in _plan.Steps.AsSpan())
            {
                step.Family.Extend(step.Place, snapshot.Values(step.Metric).Rows.Count, _labels, _arena, _logger);
            }

            if (!ReferenceEquals(_resource, snapshot.Resource))
            {
                _resource = snapshot.Resource;
                _resourceLabels = _labels.Render(_resource.Attributes).ToArray();
            }

            return (_plan, _resourceLabels);
        }
    }
}
