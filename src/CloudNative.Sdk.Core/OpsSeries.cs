namespace CloudNative.Sdk.Core;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is, as <c>p99</c>; it is shown where there are several.</param>
/// <param name="Points">The points, the oldest first.</param>
public sealed record OpsSeries(string Name, IReadOnlyList<OpsPoint> Points);
