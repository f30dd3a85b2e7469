namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>One promise about the service.</summary>
/// <param name="Kind"><c>availability</c> or <c>latency</c>.</param>
/// <param name="Objective">The share of good requests, in percent.</param>
/// <param name="Threshold">How long a good request takes at most; null for availability.</param>
/// <param name="Window">The time over which the promise is kept.</param>
internal sealed record SloSetting(string Kind, double Objective, TimeSpan? Threshold, TimeSpan Window);
