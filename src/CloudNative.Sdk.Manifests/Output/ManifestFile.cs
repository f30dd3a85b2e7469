using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Output;

/// <summary>A file to be written.</summary>
/// <param name="path">The path below the output folder, with <c>/</c>.</param>
/// <param name="content">The text, which is written as UTF-8 without byte order mark.</param>
/// <param name="documents">The documents of YAML in it, as they were written; null where that is not known.</param>
internal sealed class ManifestFile(string path, string content, IReadOnlyList<YamlNode>? documents = null)
{
    public string Path => path;

    public string Content => content;

    public IReadOnlyList<YamlNode>? Documents => documents;

    /// <summary>Gets the documents, which are read where they are not known; none when the syntax is wrong, which is then reported.</summary>
    public IReadOnlyList<YamlNode> Read(DiagnosticBag diagnostics) =>
        documents is not null && YamlLimits.Allow(content, documents) ? documents : YamlReader.ReadAll(path, content, diagnostics);
}
