namespace CloudNative.Sdk.Discovery.Consul.Routing;

/// <summary>One key of Consul's key-value store.</summary>
/// <param name="Key">The full key.</param>
/// <param name="Value">The value, or null for an empty one.</param>
internal sealed record KeyValue(string Key, byte[]? Value);
