using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests;

/// <summary>What came out.</summary>
/// <param name="Service">The name and the version of the service, as <c>checkout 1.4.2</c>.</param>
/// <param name="Environments">How many environments it is rendered for.</param>
/// <param name="Files">The files by path; empty when a problem is an error.</param>
/// <param name="Diagnostics">All problems, by file, line and column.</param>
internal sealed record ManifestResult(string Service, int Environments, IReadOnlyList<ManifestFile> Files, IReadOnlyList<Diagnostic> Diagnostics);
