namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>A parameter that becomes the value of a tag.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Key">The key of the tag; null where it is not constant.</param>
internal sealed record TagSink(string Parameter, string? Key);
