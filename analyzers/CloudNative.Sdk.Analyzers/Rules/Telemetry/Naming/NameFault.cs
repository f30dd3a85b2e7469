namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;

/// <summary>What is wrong with a name.</summary>
/// <param name="Text">What it is or does, as the end of a sentence.</param>
/// <param name="Better">The name that would be right; null where none follows from it.</param>
internal readonly record struct NameFault(string Text, string? Better);
