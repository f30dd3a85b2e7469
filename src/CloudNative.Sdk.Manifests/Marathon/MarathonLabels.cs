using System.Globalization;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Marathon;

/// <summary>Writes who owns the application, and how marathon-lb offers it; values of labels are texts.</summary>
internal static class MarathonLabels
{
    public static YamlMap Of(ServiceModel service, string? slot)
    {
        var labels = new YamlMap
        {
            { "version", service.Version },
            { "commit", service.Commit },
            { "owner", service.Team },
            { "email", service.OwnerEmail },
        };
        return service.Exposure is { Kind: ExposureSection.MarathonLb } exposure ? labels.With(Balanced(service, exposure, slot)) : labels;
    }

    private static YamlMap Balanced(ServiceModel service, ExposureSetting exposure, string? slot) => new()
    {
        { "HAPROXY_GROUP", "external" },
        { "HAPROXY_DEPLOYMENT_GROUP", service.Name },
        { "HAPROXY_DEPLOYMENT_ALT_PORT", Text(service.Marathon?.AltPort) },
        { "HAPROXY_DEPLOYMENT_COLOUR", slot },

        // Both colours are offered at this port, whatever port each has for itself.
        { "HAPROXY_0_PORT", slot is null ? null : Text(service.Marathon?.ServicePort) },
        { "HAPROXY_0_VHOST", exposure.Host?.Value },
        { "HAPROXY_0_PATH", exposure.Path == "/" ? null : exposure.Path },
        { "HAPROXY_0_REDIRECT_TO_HTTPS", exposure.IsTls ? "true" : null },
    };

    private static string? Text(Given<int>? port) => port?.Value.ToString(CultureInfo.InvariantCulture);
}
