namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>An instance that may be called, and its share of the calls.</summary>
internal readonly record struct WeighedEntry(HealthEntry Entry, int Weight);
