using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures which metrics and traces the service collects.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry</c>. Read when the host starts. The OTLP exporter is configured by the standard variables
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/): it is there when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </remarks>
public sealed class TelemetryOptions
{
    internal const string SectionName = "CloudNative:Telemetry";
    internal const double MinTraceSampleRatio = 0;
    internal const double MaxTraceSampleRatio = 1;

    internal static readonly OptionsBinding<TelemetryOptions> Binding = new OptionsBinding<TelemetryOptions>(SectionName)
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .Number(nameof(TraceSampleRatio), o => o.TraceSampleRatio, (o, value) => o.TraceSampleRatio = value, MinTraceSampleRatio, MaxTraceSampleRatio)
        .TextList(nameof(Meters), o => o.Meters)
        .TextList(nameof(Sources), o => o.Sources);

    /// <summary>Gets or sets whether metrics and traces are collected.</summary>
    /// <value>The default is <see langword="true"/>. When <see langword="false"/>, <c>/metrics</c> answers 404.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the share of new traces that is recorded; a trace that a caller began follows the caller's decision.</summary>
    /// <value>
    /// From 0 (none) to 1 (all), both included. The default is 1, which leaves the choice to <c>OTEL_TRACES_SAMPLER</c> where that is set.
    /// </value>
    public double TraceSampleRatio { get; set; } = MaxTraceSampleRatio;

    /// <summary>Gets the meters to collect besides those of .NET, of CloudNative.Sdk, and of the service's own code.</summary>
    /// <value>Names; <c>*</c> stands for any characters and <c>?</c> for one. A lone <c>*</c> is refused: it would collect diagnostics of .NET itself. Empty by default.</value>
    public IList<string> Meters { get; } = [];

    /// <summary>Gets the activity sources to collect besides those of .NET, of CloudNative.Sdk, and of the service's own code.</summary>
    /// <value>As <see cref="Meters"/>.</value>
    public IList<string> Sources { get; } = [];
}
