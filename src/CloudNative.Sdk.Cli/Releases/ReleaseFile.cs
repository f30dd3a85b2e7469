using System.Text.Json;
using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary>A <c>release.json</c> that was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Service">The name of the service.</param>
/// <param name="Version">The version.</param>
/// <param name="InputHash">The hash of everything the manifests follow from: 64 hexadecimal digits.</param>
/// <param name="Digest">The digest of the image; null where none was pinned.</param>
/// <param name="Commit">The commit that was built; null where it is not known.</param>
/// <param name="Environments">The environments, in the order of promotion.</param>
/// <param name="Artefacts">The SHA-256 of each file by its path.</param>
/// <param name="Contract">What others rely on, and what it needs.</param>
/// <param name="Change">How it differs from the release before; null where that was not given to its publish.</param>
internal sealed partial record ReleaseFile(
    string Path, string Service, string Version, string InputHash, string? Digest, string? Commit, IReadOnlyList<string> Environments, IReadOnlyDictionary<string, string> Artefacts, Contract Contract,
    ReleaseChange? Change)
{
    private const string HashPrefix = "sha256:";
    private const int HashDigitsInName = 12;

    /// <summary>Gets the release as people call it: <c>checkout 1.4.2</c>.</summary>
    public string Title => $"{Service} {Version}";

    /// <summary>Gets the name that a store keeps it under: its version and the beginning of its hash.</summary>
    public string Name => $"{NotInName().Replace(Version, "_")}-{InputHash[..HashDigitsInName]}";

    /// <summary>Reads the file, or the one in or below a folder.</summary>
    /// <exception cref="WrongUseException">There is none, or it is no release record.</exception>
    public static ReleaseFile Read(string path)
    {
        var file = File.Exists(path) ? path : System.IO.Path.Combine(FolderSearch.FindOne(path, ReleaseRecord.FileName), ReleaseRecord.FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (Parse(file, document.RootElement) is { } release && ServiceName().IsMatch(release.Service) && Hash().IsMatch(release.InputHash))
            {
                return release;
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        throw new WrongUseException($"'{file}' is no release record ({ReleaseRecord.Schema})");
    }

    public YamlMap ToMap() => new() { { "name", Name }, { "service", Service }, { "version", Version }, { "digest", Digest }, { "commit", Commit } };

    private static ReleaseFile? Parse(string file, JsonElement root)
    {
        if (root.GetProperty("schema").GetString() != ReleaseRecord.Schema)
        {
            return null;
        }

        var build = root.GetProperty("build");
        return new ReleaseFile(
            file,
            Text(root, "service") ?? "",
            Text(root, "version") ?? "",
            (Text(root, "inputHash") ?? "").Replace(HashPrefix, "", StringComparison.Ordinal),
            Text(build, "digest"),
            Text(build, "commit"),
            Texts(root, "environments"),
            root.GetProperty("artefacts").EnumerateArray().ToDictionary(artefact => Text(artefact, "path")!, artefact => Text(artefact, "sha256")!, StringComparer.Ordinal),
            Contract.Read(root.GetProperty("contract")),
            root.TryGetProperty("compat", out var compat) ? new ReleaseChange(Text(compat, "previousVersion") ?? "", Texts(compat, "breaking"), Texts(compat, "needs")) : null);
    }

    private static string[] Texts(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex NotInName();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
