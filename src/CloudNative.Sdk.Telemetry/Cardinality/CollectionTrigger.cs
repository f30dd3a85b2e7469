using CloudNative.Sdk.Telemetry.Prometheus.Collection;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Makes a collection happen that nobody has scraped for.</summary>
internal sealed class CollectionTrigger(MetricsCollector collector)
{
    /// <summary>Collects.</summary>
    /// <returns>Why there was no collection, or null.</returns>
    public async Task<string?> CollectAsync(TimeSpan limit)
    {
        var collected = collector.CollectAsync(limit, out var scrape);
        try
        {
            return await collected.ConfigureAwait(false) is null ? scrape.Failure : null;
        }
        finally
        {
            collector.End(scrape);
        }
    }
}
