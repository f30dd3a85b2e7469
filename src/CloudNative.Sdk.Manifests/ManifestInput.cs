using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests;

/// <summary>Everything that manifests follow from; the same input always gives the same bytes.</summary>
internal sealed record ManifestInput
{
    public required BuildProperties Build { get; init; }

    /// <summary>Gets the facts of the compiled assembly.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Gets the settings files of the project: <c>appsettings.json</c> and those of environments.</summary>
    public IReadOnlyList<SourceText> AppSettings { get; init; } = [];

    /// <summary>Gets <c>service.yaml</c>; null where the project has none.</summary>
    public SourceText? ServiceFile { get; init; }

    /// <summary>Gets the files <c>service.&lt;env&gt;.yaml</c> beside it.</summary>
    public IReadOnlyList<SourceText> Overlays { get; init; } = [];

    /// <summary>Gets the profile of the platform; null where there is none.</summary>
    public SourceText? Profile { get; init; }

    /// <summary>Gets the fields that properties of the build set, by the name of the property without its prefix: <c>ScaleMin</c>.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets <c>release.json</c> of the release before; null where there is none.</summary>
    public SourceText? PreviousRelease { get; init; }

    /// <summary>Gets the day of the build, as <c>2026-11-21</c>, after which an exception has expired; null leaves that unchecked. No output depends on it.</summary>
    public string? Today { get; init; }

    /// <summary>Gets the environment variables of the build, of which tokens may use those that service.yaml allows.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets where the input lies, for <c>inputs.json</c>; null where the manifests need not be made again from it.</summary>
    public InputLocation? Location { get; init; }
}
