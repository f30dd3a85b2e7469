using CloudNative.Sdk.MetricNames;

namespace CloudNative.Sdk.Telemetry.Prometheus.Names;

/// <summary>Names metrics and labels: the service's translation strategy, then the escaping that the scraper has asked for.</summary>
internal sealed class NameScheme(PrometheusTranslationStrategy strategy, NameEscaping escaping)
{
    /// <summary>The label of a histogram's bounds.</summary>
    private const string BoundLabel = "le";

    /// <summary>The label that stands for the name of the metric.</summary>
    private const string NameLabel = "__name__";

    private const string Exported = "exported_";

    private readonly bool _sanitizes =
        strategy is PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes or PrometheusTranslationStrategy.UnderscoreEscapingWithoutSuffixes;

    private readonly bool _suffixes =
        strategy is PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes or PrometheusTranslationStrategy.NoUTF8EscapingWithSuffixes;

    /// <summary>Gets the escaping that comes out the same for names without odd characters; so one cache serves several.</summary>
    public static NameEscaping Effective(PrometheusTranslationStrategy strategy, NameEscaping escaping) =>
        escaping != NameEscaping.Dots
        && strategy is PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes or PrometheusTranslationStrategy.UnderscoreEscapingWithoutSuffixes
            ? NameEscaping.Underscores
            : escaping;

    /// <summary>Names the samples of a metric, but for the suffixes of a histogram.</summary>
    public string Metric(string instrument, string unit, bool counter)
    {
        var name = _sanitizes ? PrometheusNames.Sanitize(instrument, keepColons: true) : instrument;
        if (_suffixes)
        {
            name = PrometheusNames.WithSuffixes(name, Unit(unit), counter);
        }

        return EscapedName.Escape(name, escaping, label: false);
    }

    /// <summary>Gets the unit as the names end with it; empty where they do not have it.</summary>
    public string Unit(string unit) => _suffixes ? PrometheusNames.SanitizePart(PrometheusUnits.ToWords(unit)) : string.Empty;

    /// <summary>Names a label.</summary>
    /// <param name="key">The key of the tag.</param>
    /// <param name="histogram">Whether the metric has the label <c>le</c> of its own.</param>
    public string Label(string key, bool histogram)
    {
        var name = _sanitizes ? PrometheusNames.Sanitize(key, keepColons: false) : key.Length == 0 ? "_" : key;
        if ((histogram && name == BoundLabel) || name == NameLabel)
        {
            name = Exported + name;
        }

        return EscapedName.Escape(name, escaping, label: true);
    }
}
