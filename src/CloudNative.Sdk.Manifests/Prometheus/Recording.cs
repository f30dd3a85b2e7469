namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>An expression that is kept under a name.</summary>
internal sealed record Recording(string Name, string Expression);
