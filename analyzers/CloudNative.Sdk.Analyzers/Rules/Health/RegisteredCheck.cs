using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>A registered health check.</summary>
/// <param name="Name">Its name; null when that is not constant.</param>
/// <param name="Tags">Its tags; null when they are not known.</param>
/// <param name="IsRemote">Whether it asks something outside the process; false also when that is not known.</param>
/// <param name="Location">The registering call.</param>
internal sealed record RegisteredCheck(string? Name, IReadOnlyList<string>? Tags, bool IsRemote, Location Location);
