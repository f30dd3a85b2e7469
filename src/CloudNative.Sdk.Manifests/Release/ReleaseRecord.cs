using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>Writes <c>release.json</c>: what was built, what was written, what others may rely on, and how that differs from the release before.</summary>
internal static class ReleaseRecord
{
    public const string Schema = "cloudnative.release/1";
    public const string FileName = "release.json";

    public static ManifestFile Write(ServiceRelease release, ManifestInput input, PreviousRelease? previous, IEnumerable<ManifestFile> files)
    {
        var contract = Contract.Of(release);
        return JsonText.WriteFile(FileName, new YamlMap
        {
            { "schema", Schema },
            { "service", release.Name },
            { "version", input.Build.Version },
            { "inputHash", $"sha256:{InputHash.Of(input)}" },
            { "build", Build(input) },
            { "environments", release.Environments.Select(service => service.Environment.Name).ToList() },
            { "waves", release.Environments.Any(service => service.Waves.Count > 0) ? new YamlMap().With(release.Environments.Where(service => service.Waves.Count > 0).Select(service => new KeyValuePair<string, object>(service.Environment.Name, service.Waves))) : null },
            { "artefacts", files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => new YamlMap { { "path", file.Path }, { "sha256", Sha256.Of(file.Content) } }).ToList() },
            { "contract", contract.ToMap() },
            { "compat", Compatibility.Of(previous, contract) },
            { "rollout", new YamlMap().With(release.Environments.Select(one => new KeyValuePair<string, object>(one.Environment.Name, RolloutRecord.Of(one)))) },
            { "rollback", previous is null ? null : new YamlMap { { "toVersion", previous.Version }, { "toDigest", previous.Digest }, { "record", $"sha256:{previous.Hash}" } } },
        });
    }

    private static YamlMap Build(ManifestInput input)
    {
        var build = input.Build;
        return new YamlMap
        {
            { "id", Known(build.BuildId) },
            { "number", Known(build.BuildNumber) },
            { "user", Known(build.BuildUser) },
            { "branch", Known(build.Branch) },
            { "commit", Known(build.SourceRevisionId) },
            { "project", build.ProjectFile },
            { "jobName", Known(build.JobName) },
            { "registry", Known(build.ContainerRegistry) },
            { "digest", Known(build.ContainerDigest) },
        };
    }

    private static string? Known(string value) => value.Length > 0 ? value : null;
}
