using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests;

/// <summary>Everything that manifests follow from; the same input always gives the same bytes.</summary>
internal sealed record ManifestInput
{
    public required BuildProperties Build { get; init; }

    /// <summary>Gets the facts of the compiled assembly.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Gets the settings files of the project, the later over the earlier.</summary>
    public IReadOnlyList<SourceText> AppSettings { get; init; } = [];

    /// <summary>Gets <c>service.yaml</c>; null where the project has none.</summary>
    public SourceText? ServiceFile { get; init; }

    /// <summary>Gets the names of the files <c>service.&lt;env&gt;.yaml</c> beside it.</summary>
    public IReadOnlyList<string> Overlays { get; init; } = [];
}
