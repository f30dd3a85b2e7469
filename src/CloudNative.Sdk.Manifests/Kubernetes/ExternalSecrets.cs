using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes what the External Secrets operator makes Secrets of: one for each store that the service uses.</summary>
internal static class ExternalSecrets
{
    public static IEnumerable<(string File, YamlMap Document)> Of(ServiceModel service) =>
        service.Secrets.Where(secret => secret.External is not null)
            .GroupBy(secret => secret.External!.Store, StringComparer.Ordinal)
            .OrderBy(store => store.Key, StringComparer.Ordinal)
            .Select(store => ($"externalsecret-{store.Key}.yaml", Object(service, store.Key, store)));

    private static YamlMap Object(ServiceModel service, string store, IEnumerable<SecretSetting> secrets)
    {
        var name = secrets.First().Secret;
        var document = Metadata.Object(service, "external-secrets.io/v1", "ExternalSecret", name);
        document.Add("spec", new YamlMap
        {
            { "refreshInterval", "1h" },
            { "secretStoreRef", new YamlMap { { "kind", "ClusterSecretStore" }, { "name", store } } },
            { "target", new YamlMap { { "name", name } } },
            { "data", secrets.Select(secret => new YamlMap { { "secretKey", secret.SecretKey }, { "remoteRef", new YamlMap { { "key", secret.External!.Path }, { "property", secret.External.Property } } } }).ToList() },
        });
        return document;
    }
}
