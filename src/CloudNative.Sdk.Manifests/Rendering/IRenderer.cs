using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Rendering;

/// <summary>Writes a service down for one system that runs or watches it. A renderer decides nothing: what it writes stands in the model.</summary>
internal interface IRenderer
{
    /// <summary>Gets the name under <c>targets</c> in service.yaml, which is the folder too.</summary>
    string Target { get; }

    /// <summary>Gets the files, with paths that begin with the target.</summary>
    IEnumerable<ManifestFile> Render(ServiceRelease release);
}
