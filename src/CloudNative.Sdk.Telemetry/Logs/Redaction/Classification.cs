namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What a value is.</summary>
internal enum Classification
{
    None,
    PersonalData,
    Secret,
}
