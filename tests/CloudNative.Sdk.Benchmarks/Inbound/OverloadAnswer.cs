namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>How one request ended.</summary>
/// <param name="At">When it was sent, since the begin of the run.</param>
/// <param name="Took">How long its answer took; null for one that was refused.</param>
/// <param name="IsCritical">Whether it was a critical one.</param>
internal readonly record struct OverloadAnswer(TimeSpan At, TimeSpan? Took, bool IsCritical);
