using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>One tag of a measurement.</summary>
/// <param name="Key">The key; null where it is not constant.</param>
/// <param name="Value">What gives the value, at its place in the source.</param>
/// <param name="IsCertain">Whether every measurement made there has it; false for a tag added under a condition.</param>
internal sealed record Tag(string? Key, IOperation Value, bool IsCertain);
