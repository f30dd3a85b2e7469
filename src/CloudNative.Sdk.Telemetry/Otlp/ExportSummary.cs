namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>How the exports of one signal go.</summary>
/// <param name="Exports">How many ended.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="Since">When the present state began; null before the first export ended.</param>
/// <param name="IsFailing">Whether the last one failed.</param>
/// <param name="LastError">Why the last failed one failed.</param>
internal sealed record ExportSummary(long Exports, long Failures, DateTimeOffset? Since, bool IsFailing, string? LastError);
