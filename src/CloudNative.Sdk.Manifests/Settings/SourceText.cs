namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A file that was read: its name relative to the project, and its text.</summary>
internal sealed record SourceText(string Name, string Text);
