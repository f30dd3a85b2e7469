using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Compose;

/// <summary>
/// Writes the service for Compose: <c>compose.yaml</c> is what the first environment runs, with Consul and Prometheus beside it; <c>compose.&lt;env&gt;.yaml</c> lays the values
/// of another environment over it. The files of several services run together: <c>docker compose -f a/compose.yaml -f b/compose.yaml up</c>.
/// </summary>
internal sealed class ComposeRenderer : IRenderer
{
    public string Target => "compose";

    public IEnumerable<ManifestFile> Render(ServiceRelease release)
    {
        var first = release.Environments[0];
        yield return YamlEmitter.WriteFile($"{Target}/compose.yaml", Project(first));
        yield return new ManifestFile($"{Target}/.env.example", EnvironmentExample.Write(first, release.Code));
        foreach (var service in release.Environments.Skip(1))
        {
            yield return YamlEmitter.WriteFile($"{Target}/compose.{service.Environment.Name}.yaml", Difference(service));
        }
    }

    private static YamlMap Project(ServiceModel service) => new()
    {
        { "name", service.PartOf.ToLowerInvariant() },
        { "services", new YamlMap { { service.Name, ComposeService.Whole(service) }, { "consul", Platform.Consul(service) }, { "prometheus", Platform.Prometheus(service) } } },
        { "configs", Platform.Configs(service) },
    };

    private static YamlMap Difference(ServiceModel service) => new()
    {
        { "services", new YamlMap { { service.Name, ComposeService.Difference(service) } } },
    };
}
