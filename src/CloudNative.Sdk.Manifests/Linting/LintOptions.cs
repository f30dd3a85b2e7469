using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>What a check needs beside the files.</summary>
internal sealed record LintOptions
{
    /// <summary>Gets the day, as <c>2027-03-31</c>, after which exceptions have expired; null leaves that unchecked.</summary>
    public string? Today { get; init; }

    /// <summary>Gets whether an image without a digest is an error outside dev and test.</summary>
    public bool RequiresDigest { get; init; }

    /// <summary>Gets <c>release.json</c> of the release before; null for the one among the files.</summary>
    public SourceText? PreviousRelease { get; init; }

    /// <summary>Gets ids that are not checked.</summary>
    public IReadOnlyCollection<string> Without { get; init; } = [];
}
