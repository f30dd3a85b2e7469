namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>What is exported; each has an exporter, a connection and variables of its own.</summary>
internal enum OtlpSignal
{
    Traces,
    Metrics,
    Logs,
}
