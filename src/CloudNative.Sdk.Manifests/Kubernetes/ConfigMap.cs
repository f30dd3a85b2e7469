using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the immutable ConfigMap; its name follows from its data, so that a change rolls out and a rollback finds the old values.</summary>
internal static class ConfigMap
{
    public static YamlMap Render(ServiceModel service)
    {
        var map = Metadata.Object(service, "v1", "ConfigMap", NameFor(service));
        map.Add("immutable", true);
        map.Add("data", new YamlMap().With(service.Variables.Select(variable => new KeyValuePair<string, object>(variable.Key, variable.Value))));
        return map;
    }

    /// <summary>Gets the service's name and the first 8 hexadecimal digits of the SHA-256 of the data.</summary>
    public static string NameFor(ServiceModel service)
    {
        // A zero byte is in no name and no value, so different data never give the same text.
        var data = string.Concat(service.Variables.Select(variable => $"{variable.Key}\0{variable.Value}\0"));
        return $"{service.Name}-config-{Sha256.Of(data).Substring(0, 8)}";
    }
}
