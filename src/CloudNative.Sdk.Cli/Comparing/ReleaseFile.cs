using System.Text.Json;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Comparing;

/// <summary>A <c>release.json</c> that was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Service">The name of the service.</param>
/// <param name="Version">The version.</param>
/// <param name="Digest">The digest of the image; null where none was pinned.</param>
/// <param name="Commit">The commit that was built; null where it is not known.</param>
/// <param name="Contract">What others rely on, and what it needs.</param>
internal sealed record ReleaseFile(string Path, string Service, string Version, string? Digest, string? Commit, Contract Contract)
{
    /// <summary>Gets the release as people call it: <c>checkout 1.4.2</c>.</summary>
    public string Title => $"{Service} {Version}";

    /// <summary>Reads the file, or the one in or below a folder.</summary>
    /// <exception cref="WrongUseException">There is none, or it is no release record.</exception>
    public static ReleaseFile Read(string path)
    {
        var file = File.Exists(path) ? path : System.IO.Path.Combine(FolderSearch.FindOne(path, ReleaseRecord.FileName), ReleaseRecord.FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() == ReleaseRecord.Schema)
            {
                var build = root.GetProperty("build");
                return new ReleaseFile(file, Text(root, "service")!, Text(root, "version")!, Text(build, "digest"), Text(build, "commit"), Contract.Read(root.GetProperty("contract")));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        throw new WrongUseException($"'{file}' is no release record ({ReleaseRecord.Schema})");
    }

    public YamlMap ToMap() => new() { { "service", Service }, { "version", Version }, { "digest", Digest }, { "commit", Commit } };

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
