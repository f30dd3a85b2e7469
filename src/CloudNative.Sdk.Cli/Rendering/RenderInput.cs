using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Cli.Rendering;

/// <summary>What the manifests of a service are made of, and where they go.</summary>
/// <param name="Input">The input.</param>
/// <param name="Target">The folder to write to.</param>
/// <param name="SourceFolder">Where the files are that problems name, from the working directory.</param>
internal sealed record RenderInput(ManifestInput Input, string Target, string SourceFolder)
{
    /// <summary>Gets a problem with the place seen from the working directory.</summary>
    public Diagnostic Place(Diagnostic problem) => problem with { Position = problem.Position with { File = Path.Combine(SourceFolder, problem.Position.File) } };
}
