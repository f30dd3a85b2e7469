namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>How the service is reached from outside the cluster.</summary>
/// <param name="Kind">Route (Gateway API), ingress, marathon-lb, or none.</param>
/// <param name="Host">The host name.</param>
/// <param name="Path">The prefix of the paths.</param>
/// <param name="IsTls">Whether outside only TLS is spoken.</param>
internal sealed record ExposureSetting(string Kind, Given<string>? Host, string Path, bool IsTls);
