namespace CloudNative.Sdk.Core;

/// <summary>A point of a chart.</summary>
/// <param name="Age">How long ago.</param>
/// <param name="Value">The value; <see cref="double.NaN"/> where there was none, which leaves a gap.</param>
public readonly record struct OpsPoint(TimeSpan Age, double Value);
