using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>An endpoint that runs health checks.</summary>
/// <param name="Path">Its path; null when that is not constant.</param>
/// <param name="Predicate">Chooses the checks.</param>
/// <param name="IsLive">Whether its path says that it is for liveness.</param>
/// <param name="Location">The mapping call.</param>
internal sealed record ProbeEndpoint(string? Path, CheckPredicate Predicate, bool IsLive, Location Location);
