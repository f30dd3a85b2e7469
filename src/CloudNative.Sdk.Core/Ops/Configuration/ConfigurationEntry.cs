namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>A key of the configuration, and who states a value for it.</summary>
/// <param name="Key">The full key, as <c>CloudNative:Ops:Port</c>.</param>
/// <param name="Stated">The values, the one that counts first; those after it are overridden.</param>
internal sealed record ConfigurationEntry(string Key, IReadOnlyList<StatedValue> Stated);
