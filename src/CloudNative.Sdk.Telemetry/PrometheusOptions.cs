using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures what <c>/metrics</c> shows.</summary>
/// <remarks>Configuration section: <c>CloudNative:Telemetry:Prometheus</c>. Read when the host starts.</remarks>
public sealed class PrometheusOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Prometheus";

    internal static readonly OptionsBinding<PrometheusOptions> Binding = new(SectionName, table => table
        .Choice(nameof(TranslationStrategy), typeof(PrometheusTranslationStrategy), o => o.TranslationStrategy, (o, value) => o.TranslationStrategy = (PrometheusTranslationStrategy)value)
        .Boolean(nameof(ScopeLabels), (o, value) => o.ScopeLabels = value)
        .Boolean(nameof(CreatedSeries), (o, value) => o.CreatedSeries = value)
        .Boolean(nameof(ConvertExponentialHistograms), (o, value) => o.ConvertExponentialHistograms = value));

    /// <summary>Gets or sets how names become names of Prometheus.</summary>
    /// <value>The default is <see cref="PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes"/>.</value>
    /// <remarks>
    /// Names with other characters than letters, digits and underscores are sent to scrapers that ask for them (<c>escaping=allow-utf-8</c>, as Prometheus 3
    /// does); for others they are escaped as they ask.
    /// </remarks>
    public PrometheusTranslationStrategy TranslationStrategy { get; set; }

    /// <summary>Gets or sets whether each series says which meter it comes from: <c>otel_scope_name</c>, <c>otel_scope_version</c>, and the meter's tags.</summary>
    /// <value>The default is <see langword="false"/>: they make a page a quarter longer.</value>
    public bool ScopeLabels { get; set; }

    /// <summary>Gets or sets whether OpenMetrics shows when each counter and histogram began to count, as <c>_created</c>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool CreatedSeries { get; set; }

    /// <summary>Gets or sets whether exponential histograms, which no text format knows, are shown as histograms with a bucket for each power of two.</summary>
    /// <value>The default is <see langword="true"/>. When <see langword="false"/>, they are left out, with one warning each.</value>
    public bool ConvertExponentialHistograms { get; set; } = true;
}
