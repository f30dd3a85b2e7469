namespace CloudNative.Sdk.Facts;

/// <summary>
/// What a service does unless told otherwise. The runtime packages act on these values and the manifests state them, so they are written once.
/// </summary>
internal static class OperationDefaults
{
    public const int OpsPort = 8081;
    public const int HttpPort = 8080;
    public const string LivePath = "/healthz/live";
    public const string ReadyPath = "/healthz/ready";
    public const string StartupPath = "/healthz/startup";
    public const string MetricsPath = "/metrics";

    /// <summary>How long a stopping service keeps serving while it reports not ready, in seconds.</summary>
    public const int DrainDelaySeconds = 5;

    /// <summary>The default of HostOptions.ShutdownTimeout, in seconds.</summary>
    public const int ShutdownTimeoutSeconds = 30;
}
