using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Output;

/// <summary>Brings what was generated into its folder, or reports why it stays as it is.</summary>
/// <param name="folder">The folder.</param>
/// <param name="shown">What the folder is called in messages.</param>
internal sealed class ManifestWriter(string folder, string shown)
{
    /// <summary>Gets the line that sums the writing up.</summary>
    public static string Summary(ManifestResult result, int changed, string shown) =>
        FormattableString.Invariant($"{result.Service}: {result.Environments} environments, {result.Files.Count} files ({changed} changed) -> {shown}");

    /// <summary>Writes the files, and gets how many changed; null when nothing could be written, which is then reported.</summary>
    public int? Write(ManifestResult result, DiagnosticBag diagnostics)
    {
        var output = new OutputFolder(folder);
        foreach (var path in output.FindForeign(result.Files))
        {
            diagnostics.Error(DiagnosticIds.ForeignFile, new Position($"{shown}/{path}"), "the file was not written by this build and stays as it is; move it, or set CloudNativeManifestsDir to another folder");
        }

        return diagnostics.HasErrors ? null : output.Write(result.Files);
    }
}
