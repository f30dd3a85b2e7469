namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>A record after redaction.</summary>
/// <param name="State">The redacted state.</param>
/// <param name="Routed">The state with its personal data, for the providers that are meant to have it; null where there is none or it goes nowhere.</param>
/// <param name="Exception">The exception, or what stands for it.</param>
internal readonly record struct RedactedRecord(RedactedState State, RedactedState? Routed, Exception? Exception);
