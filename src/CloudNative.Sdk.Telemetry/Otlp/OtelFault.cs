namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>A variable whose value is ignored.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Rule">What it must be.</param>
/// <param name="Value">What it was; null for one that must not be shown.</param>
internal sealed record OtelFault(string Variable, string Rule, string? Value);
