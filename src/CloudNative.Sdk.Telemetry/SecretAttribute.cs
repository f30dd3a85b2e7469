namespace CloudNative.Sdk.Telemetry;

/// <summary>Marks what must never be logged, as a password or a token: logs show a fixed mark in its place.</summary>
/// <remarks><inheritdoc cref="PersonalDataAttribute" path="/remarks/node()"/></remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SecretAttribute : Attribute;
