namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A value in a store outside the cluster.</summary>
/// <param name="Store">The name of the ClusterSecretStore.</param>
/// <param name="Path">The path in the store.</param>
/// <param name="Property">The property there; null for the whole value.</param>
internal sealed record ExternalSource(string Store, string Path, string? Property);
