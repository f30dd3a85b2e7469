using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures which traces are exported and what their spans tell.</summary>
/// <remarks>Configuration section: <c>CloudNative:Telemetry:Tracing</c>. Read when the host starts.</remarks>
public sealed class TracingOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Tracing";
    internal const double MinSampleRatio = 0;
    internal const double MaxSampleRatio = 1;
    internal const int MinBufferedSpans = 100;
    internal const int MaxBufferedSpansLimit = 1_000_000;
    internal static readonly TimeSpan MinSlowThreshold = TimeSpan.Zero;
    internal static readonly TimeSpan MaxSlowThreshold = TimeSpan.FromHours(1);

    internal static readonly OptionsBinding<TracingOptions> Binding = new(SectionName, table => table
        .Number(nameof(SampleRatio), o => o.SampleRatio, (o, value) => o.SampleRatio = value, MinSampleRatio, MaxSampleRatio)
        .Boolean(nameof(KeepErrors), (o, value) => o.KeepErrors = value)
        .Duration(nameof(SlowThreshold), o => o.SlowThreshold, (o, value) => o.SlowThreshold = value, MinSlowThreshold, MaxSlowThreshold)
        .WholeNumber(nameof(MaxBufferedSpans), o => o.MaxBufferedSpans, (o, value) => o.MaxBufferedSpans = value, MinBufferedSpans, MaxBufferedSpansLimit)
        .TextList(nameof(QueryKeys), o => o.QueryKeys)
        .Boolean(nameof(AlwaysComplete), (o, value) => o.AlwaysComplete = value));

    /// <summary>Gets or sets the share of new traces that is recorded; a trace that a caller began follows the caller's decision.</summary>
    /// <value>
    /// From 0 (none) to 1 (all), both included. The default is 1, which leaves the choice to <c>OTEL_TRACES_SAMPLER</c> where that is set; nothing below 1 does.
    /// </value>
    public double SampleRatio { get; set; } = MaxSampleRatio;

    /// <summary>Gets or sets whether a trace that was not chosen is exported all the same when this service's part of it fails.</summary>
    /// <value>The default is <see langword="true"/>. It has a meaning only where <see cref="SampleRatio"/> is less than 1.</value>
    /// <remarks>It fails when its first span here ends with status Error, as a request does that is answered with 5xx.</remarks>
    public bool KeepErrors { get; set; } = true;

    /// <summary>Gets or sets from which duration a request or a consumed message counts as slow, so that its trace is exported although it was not chosen.</summary>
    /// <value>From 0 to 1 h, both included; 0 keeps none for being slow. The default is 1 s. It has a meaning only where <see cref="SampleRatio"/> is less than 1.</value>
    public TimeSpan SlowThreshold { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how many ended spans may wait for the end of their trace, open traces included, where <see cref="SampleRatio"/> is less than 1.</summary>
    /// <value>From 100 to 1,000,000, both included. The default is 10,000. Beyond it, what is kept is kept without its inner spans.</value>
    public int MaxBufferedSpans { get; set; } = 10_000;

    /// <summary>Gets the query keys whose values may be shown in <c>url.query</c>; the values of all others are written as <c>*</c>.</summary>
    /// <value>Names, compared without regard to case. Empty by default.</value>
    public IList<string> QueryKeys { get; } = [];

    /// <summary>Gets or sets whether spans get their attributes even where the application has neither an exporter nor a processor for them.</summary>
    /// <value>
    /// The default is <see langword="false"/>: a span that nobody reads carries its identity only. Set it to <see langword="true"/> for an <c>ActivityListener</c>
    /// outside OpenTelemetry, which the SDK cannot see.
    /// </value>
    public bool AlwaysComplete { get; set; }
}
