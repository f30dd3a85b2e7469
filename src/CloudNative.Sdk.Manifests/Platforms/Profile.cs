using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Platforms;

/// <summary>What a company's platform is like, and what its teams get unless they say otherwise; without a profile file everything is as usual.</summary>
internal sealed record Profile
{
    public static readonly Profile Usual = new();

    /// <summary>Gets the registry of images where the build names none.</summary>
    public Given<string>? Registry { get; init; }

    /// <summary>Gets the resources of an instance by the name of their size.</summary>
    public IReadOnlyList<ResourceSize> Sizes { get; init; } = ResourceSize.Usual;

    /// <summary>Gets the priority class of pods; null where the cluster has none.</summary>
    public Given<string>? PriorityClass { get; init; }

    public string Gateway { get; init; } = "gateway";

    public string GatewayNamespace { get; init; } = "gateway";

    /// <summary>Gets the class of an Ingress; null for that of the cluster.</summary>
    public string? IngressClass { get; init; }

    /// <summary>Gets what stands before the label <c>owner</c>, as <c>example.org/</c>.</summary>
    public string LabelPrefix { get; init; } = "";

    /// <summary>Gets how services are exposed that do not say it.</summary>
    public string ExposureKind { get; init; } = ExposureSection.Route;

    /// <summary>Gets whether services that do not say it speak TLS alone.</summary>
    public bool ExposureTls { get; init; } = true;

    public string MonitoringNamespace { get; init; } = "monitoring";

    /// <summary>Gets whether the operator of Prometheus runs, and reads PodMonitor and PrometheusRule.</summary>
    public bool HasOperator { get; init; }

    /// <summary>Gets whether an image without a digest is an error outside dev and test.</summary>
    public bool RequiresDigest { get; init; }

    /// <summary>Gets the store that external secrets come from where a service names none.</summary>
    public string? SecretStore { get; init; }

    public string ConsulImage { get; init; } = "hashicorp/consul:1.20";

    public string PrometheusImage { get; init; } = "prom/prometheus:v3.5.0";

    /// <summary>Gets the type of containers in Marathon.</summary>
    public string MarathonContainer { get; init; } = "MESOS";
}
