namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>A real program that tests use, or other files, as packages of a Debian suite.</summary>
/// <param name="Name">The folder in the cache.</param>
/// <param name="Suite">The Debian suite, as bookworm.</param>
/// <param name="WithDependencies">Whether libraries that this machine lacks are needed as well.</param>
/// <param name="Program">The program that proves that all of it runs here, by answering <paramref name="VersionArgument"/>; null where there is none.</param>
/// <param name="VersionArgument">The argument that asks for the version.</param>
/// <param name="Packages">The packages that hold it.</param>
public sealed record DebianComponent(string Name, string Suite, bool WithDependencies, string? Program, string VersionArgument, params string[] Packages)
{
    /// <summary>Gets Consul 1.8.7; later suites have none.</summary>
    public static DebianComponent Consul { get; } = new("consul", "bullseye", false, "usr/bin/consul", "version", "consul");

    /// <summary>Gets a browser, with fonts for its screenshots.</summary>
    public static DebianComponent Chromium { get; } = new("chromium", "bookworm", true, "usr/lib/chromium/chromium", "--version", "chromium", "fonts-inter", "fonts-jetbrains-mono");

    public static DebianComponent Dnsmasq { get; } = new("dnsmasq", "bookworm", true, "usr/sbin/dnsmasq", "--version", "dnsmasq-base");

    /// <summary>Gets the reference registry of images.</summary>
    public static DebianComponent DockerRegistry { get; } = new("docker-registry", "bookworm", false, "usr/bin/docker-registry", "--version", "docker-registry");

    public static DebianComponent HaProxy { get; } = new("haproxy", "bookworm", true, "usr/sbin/haproxy", "-v", "haproxy");

    public static DebianComponent Prometheus { get; } = new("prometheus", "trixie", false, "usr/bin/prometheus", "--version", "prometheus", "promtool");

    public static DebianComponent VictoriaMetrics { get; } = new("victoria-metrics", "trixie", false, "usr/bin/victoria-metrics", "-version", "victoria-metrics");

    /// <summary>Gets the official protobuf files of OTLP, below <c>usr/include</c>.</summary>
    public static DebianComponent OtlpProtocol { get; } = new("opentelemetry-proto", "trixie", false, null, "", "opentelemetry-proto");

    /// <summary>Gets Python with the reference implementation of the OpenMetrics parser.</summary>
    public static DebianComponent PrometheusClient { get; } = new(
        "prometheus-client", "bookworm", true, "usr/bin/python3.11", "--version",
        "python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib", "python3-prometheus-client");
}
