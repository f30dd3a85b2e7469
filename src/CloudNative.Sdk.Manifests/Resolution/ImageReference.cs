using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Platforms;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Names the image exactly as <c>PublishContainer</c> does, except that it never says <c>latest</c>.</summary>
internal static class ImageReference
{
    private const string Latest = "latest";

    private static readonly Regex Repository = new(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant);
    private static readonly Regex NotInRepository = new("[^a-z0-9/_-]", RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant);

    public static string From(BuildProperties build, Profile profile, DiagnosticBag diagnostics)
    {
        var repository = RepositoryOf(build.ContainerRepository.Length > 0 ? build.ContainerRepository : build.AssemblyName);
        var registry = (build.ContainerRegistry.Length > 0 ? build.ContainerRegistry : profile.Registry?.Value) is { } stated ? stated.TrimEnd('/') + "/" : "";
        var digest = build.ContainerDigest.Length > 0 ? "@" + build.ContainerDigest : "";
        return $"{registry}{repository}:{ChooseTag(build, diagnostics)}{digest}";
    }

    /// <summary>Writes a version as a tag: <c>1.4.2+4f1c2ab</c> becomes <c>1.4.2_4f1c2ab</c>.</summary>
    public static string TagOf(string version) => version.Replace('+', '_');

    /// <summary>Gets the digest in <c>registry/repository:tag@sha256:…</c>; null where none is pinned.</summary>
    public static string? DigestOf(string? image) => image?.IndexOf('@') is >= 0 and var at ? image.Substring(at + 1) : null;

    /// <summary>Leaves a valid name as it is; in any other, as the SDK does, everything but letters, digits, '/', '_' and '-' becomes '-', points too.</summary>
    private static string RepositoryOf(string name) => Repository.IsMatch(name) ? name : NotInRepository.Replace(name.ToLowerInvariant(), "-");

    private static string ChooseTag(BuildProperties build, DiagnosticBag diagnostics)
    {
        var stated = (build.ContainerImageTag + ";" + build.ContainerImageTags).Split(';').Select(tag => tag.Trim()).Where(tag => tag.Length > 0).ToList();
        var tag = stated.Count > 0 ? stated.FirstOrDefault(tag => !IsLatest(tag)) ?? stated[0] : TagOf(build.Version);
        if (IsLatest(tag) || !Tag.IsMatch(tag))
        {
            diagnostics.Error(
                DiagnosticIds.UnsafeImageTag,
                new Position(build.ProjectFile),
                $"the image tag must name one version, but was '{tag}'; set Version, or ContainerImageTag to 1 to 128 letters, digits, '_', '-' and '.' other than 'latest'");
        }

        return tag;
    }

    private static bool IsLatest(string tag) => string.Equals(tag, Latest, StringComparison.OrdinalIgnoreCase);
}
