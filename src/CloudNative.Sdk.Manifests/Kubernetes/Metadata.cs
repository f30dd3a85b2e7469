using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes what all objects have in common: names, labels, annotations, selectors.</summary>
internal static class Metadata
{
    public const string NameLabel = "app.kubernetes.io/name";
    public const string VersionLabel = "app.kubernetes.io/version";

    /// <summary>The label by which two versions that run side by side are told apart.</summary>
    public const string SlotLabel = "cloudnative.sdk/colour";

    /// <summary>Gets the labels by which everything finds the pods: one, which never changes, and the slot where only its pods are meant.</summary>
    public static YamlMap Selector(string service, string? slot = null) => new() { { NameLabel, service }, { SlotLabel, slot } };

    public static YamlMap SelectorOf(string service, string? slot = null) => new() { { "matchLabels", Selector(service, slot) } };

    /// <summary>Gets the name of what belongs to one slot.</summary>
    public static string NameOf(ServiceModel service, string? slot) => slot is null ? service.Name : $"{service.Name}-{slot}";

    /// <summary>Begins an object.</summary>
    public static YamlMap Object(ServiceModel service, string apiVersion, string kind, string? name = null, YamlMap? annotations = null) => new()
    {
        { "apiVersion", apiVersion },
        { "kind", kind },
        {
            "metadata", new YamlMap
            {
                { "name", name ?? service.Name },
                { "namespace", service.Namespace },
                { "labels", Labels(service, name ?? service.Name) },
                { "annotations", Annotations(service, Exemptions.For(service, kind).With(annotations ?? [])) },
            }
        },
    };

    /// <summary>Gets the labels; Polaris asks that <c>instance</c> is the name of the object.</summary>
    public static YamlMap Labels(ServiceModel service, string instance) => new()
    {
        { NameLabel, service.Name },
        { "app.kubernetes.io/instance", instance },
        { "app.kubernetes.io/component", service.Component },
        { "app.kubernetes.io/part-of", service.PartOf },
        { VersionLabel, service.Version },
        { "app.kubernetes.io/managed-by", "cloudnative-sdk" },
        { $"{service.Platform.LabelPrefix}owner", service.Team },
    };

    public static YamlMap? Annotations(ServiceModel service, YamlMap? more)
    {
        var annotations = new YamlMap { { "email", service.OwnerEmail }, { "chat", service.OwnerChat } };
        if (more is not null)
        {
            annotations.With(more);
        }

        return annotations.Count > 0 ? annotations : null;
    }
}
