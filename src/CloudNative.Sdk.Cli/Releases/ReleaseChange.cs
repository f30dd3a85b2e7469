namespace CloudNative.Sdk.Cli.Releases;

/// <summary>How a release differs from the one before, as its record says.</summary>
/// <param name="PreviousVersion">The version before.</param>
/// <param name="Breaking">What is gone that others rely on.</param>
/// <param name="Needs">What must be there first.</param>
internal sealed record ReleaseChange(string PreviousVersion, IReadOnlyList<string> Breaking, IReadOnlyList<string> Needs);
