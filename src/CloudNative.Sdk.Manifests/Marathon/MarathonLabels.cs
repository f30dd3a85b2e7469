using System.Globalization;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Marathon;

/// <summary>Writes who owns the application, and how marathon-lb offers it; values of labels are texts.</summary>
internal static class MarathonLabels
{
    public static YamlMap Of(ServiceModel service)
    {
        var labels = new YamlMap
        {
            { "version", service.Version },
            { "commit", service.Commit },
            { "owner", service.Team },
            { "email", service.OwnerEmail },
        };
        return service.Exposure is { Kind: ExposureSection.MarathonLb } exposure ? labels.With(Balanced(service, exposure)) : labels;
    }

    private static YamlMap Balanced(ServiceModel service, ExposureSetting exposure) => new()
    {
        { "HAPROXY_GROUP", "external" },
        { "HAPROXY_DEPLOYMENT_GROUP", service.Name },
        { "HAPROXY_DEPLOYMENT_ALT_PORT", service.Marathon?.AltPort?.Value.ToString(CultureInfo.InvariantCulture) },
        { "HAPROXY_0_VHOST", exposure.Host?.Value },
        { "HAPROXY_0_PATH", exposure.Path == "/" ? null : exposure.Path },
        { "HAPROXY_0_REDIRECT_TO_HTTPS", exposure.IsTls ? "true" : null },
    };
}
