namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>What the build knows; an empty text counts as not set, as in MSBuild.</summary>
internal sealed record BuildProperties
{
    public required string AssemblyName { get; init; }

    /// <summary>Gets the name of the project file, for problems that are in no other file.</summary>
    public required string ProjectFile { get; init; }

    public string Version { get; init; } = "";

    public string SourceRevisionId { get; init; } = "";

    public string Branch { get; init; } = "";

    public string BuildId { get; init; } = "";

    public string BuildNumber { get; init; } = "";

    public string BuildUser { get; init; } = "";

    public string JobName { get; init; } = "";

    public bool UsesWebSdk { get; init; }

    public string ContainerRegistry { get; init; } = "";

    public string ContainerRepository { get; init; } = "";

    public string ContainerImageTag { get; init; } = "";

    /// <summary>Gets the tags, separated by semicolons.</summary>
    public string ContainerImageTags { get; init; } = "";

    /// <summary>Gets <c>sha256:…</c> of the published image.</summary>
    public string ContainerDigest { get; init; } = "";

    public IReadOnlyList<string> ContainerPorts { get; init; } = [];
}
