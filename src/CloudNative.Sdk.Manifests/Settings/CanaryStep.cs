namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>One step of a canary.</summary>
/// <param name="Weight">The share of the requests that the new version gets, in percent.</param>
/// <param name="Pause">How long it is watched before the next step.</param>
internal sealed record CanaryStep(int Weight, TimeSpan Pause);
