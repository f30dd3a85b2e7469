namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>The values that a tag key has within one instrument.</summary>
internal sealed record TagValues(string Key, IReadOnlyCollection<object?> Values);
