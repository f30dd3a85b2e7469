using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures what the variables of OpenTelemetry do not: all else about OTLP is configured by them.</summary>
/// <remarks>Configuration section: <c>CloudNative:Telemetry:Otlp</c>. Read when the host stops, or its start fails.</remarks>
public sealed class OtlpOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Otlp";
    internal static readonly TimeSpan MinFlushTimeout = TimeSpan.Zero;
    internal static readonly TimeSpan MaxFlushTimeout = TimeSpan.FromMinutes(1);

    internal static readonly OptionsBinding<OtlpOptions> Binding = new(SectionName, table => table
        .Duration(nameof(FlushTimeout), o => o.FlushTimeout, (o, value) => o.FlushTimeout = value, MinFlushTimeout, MaxFlushTimeout));

    /// <summary>Gets or sets how long the stop of the service may wait for what is still to be exported; the rest is dropped.</summary>
    /// <value>From 0 (nothing is waited for) to 1 min, both included. The default is 5 s.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
