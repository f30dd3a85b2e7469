namespace CloudNative.Sdk.Manifests.Output;

/// <summary>A file to be written.</summary>
/// <param name="Path">The path below the output folder, with <c>/</c>.</param>
/// <param name="Content">The text, which is written as UTF-8 without byte order mark.</param>
internal sealed record ManifestFile(string Path, string Content);
