using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Rendering;

/// <summary>What became of one service.</summary>
/// <param name="Folder">Where its manifests are.</param>
/// <param name="Summary">The line that sums it up; null when nothing was written.</param>
/// <param name="Files">How many files its manifests have.</param>
/// <param name="Changed">How many of them were written or deleted.</param>
/// <param name="Diagnostics">All problems.</param>
internal sealed record RenderedService(string Folder, string? Summary, int Files, int Changed, IReadOnlyList<Diagnostic> Diagnostics)
{
    public YamlMap ToMap() => new()
    {
        { "folder", Folder },
        { "written", Summary is not null },
        { "files", Files },
        { "changed", Changed },
        { "diagnostics", Diagnostics.Select(DiagnosticMap.Of).ToList<object>() },
    };
}
