namespace CloudNative.Sdk.Cli.Releases;

/// <summary>A release that may run in an environment.</summary>
/// <param name="Release">The release.</param>
/// <param name="Folder">Where its files are.</param>
internal sealed record Promoted(ReleaseFile Release, string Folder);
