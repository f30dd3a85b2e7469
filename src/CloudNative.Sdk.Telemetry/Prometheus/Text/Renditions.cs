using CloudNative.Sdk.Telemetry.Prometheus.Names;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The ways of naming that scrapers have asked for; each keeps its labels from then on.</summary>
internal sealed class Renditions(IOptions<PrometheusOptions> options, ILogger<Renditions> logger)
{
    private readonly Rendition?[] _renditions = new Rendition?[Enum.GetValues<NameEscaping>().Length];

    public PrometheusOptions Options => options.Value;

    public Rendition For(NameEscaping escaping)
    {
        var effective = NameScheme.Effective(Options.TranslationStrategy, escaping);
        ref var rendition = ref _renditions[(int)effective];
        if (Volatile.Read(ref rendition) is { } known)
        {
            return known;
        }

        var created = new Rendition(Options.TranslationStrategy, effective, Options, logger);
        return Interlocked.CompareExchange(ref rendition, created, null) ?? created;
    }
}
