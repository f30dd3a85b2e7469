using System.Security.Cryptography;
using System.Text;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Release;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>The complete output of one publish, with every byte as <c>release.json</c> says.</summary>
/// <param name="Release">The record.</param>
/// <param name="Files">All files that the publish wrote, the record among them.</param>
internal sealed record DeployFolder(ReleaseFile Release, IReadOnlyList<ManifestFile> Files)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a folder and checks the hash of each file; null when one is missing or differs, which is then reported.</summary>
    public static DeployFolder? Read(string path, DiagnosticBag diagnostics)
    {
        var release = ReleaseFile.Read(path);
        var folder = System.IO.Path.GetDirectoryName(release.Path)!;
        var files = new List<ManifestFile>();
        foreach (var file in new OutputFolder(folder).ReadOwned().Union(release.Artefacts.Keys).Append(ReleaseRecord.FileName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (OutputFolder.IsInside(file) && TextOf(System.IO.Path.Combine(folder, file), release.Artefacts.GetValueOrDefault(file)) is { } text)
            {
                files.Add(new ManifestFile(file, text));
            }
            else
            {
                diagnostics.Error(DiagnosticIds.NotAsRecorded, new Position(System.IO.Path.Combine(folder, file)), $"the file is not the one of {release.Title}: it is missing, or its SHA-256 is not that of release.json; publish again, or take another copy");
            }
        }

        return diagnostics.HasErrors ? null : new DeployFolder(release, files);
    }

    /// <summary>Gets whether both are the same release; what differs with each run of a build server does not count.</summary>
    public bool IsSameAs(ReleaseFile other) => Release.InputHash == other.InputHash && Stable(Release.Artefacts).SequenceEqual(Stable(other.Artefacts));

    private static IOrderedEnumerable<KeyValuePair<string, string>> Stable(IReadOnlyDictionary<string, string> artefacts) =>
        artefacts.Where(artefact => artefact.Key != InputsFile.FileName).OrderBy(artefact => artefact.Key, StringComparer.Ordinal);

    private static string? TextOf(string path, string? sha256)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        try
        {
            return sha256 is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? Utf8.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
