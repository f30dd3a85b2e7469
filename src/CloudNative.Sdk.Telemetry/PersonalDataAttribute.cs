namespace CloudNative.Sdk.Telemetry;

/// <summary>Marks what says something about a person, so that logs show it only as <see cref="LogRedactionOptions.PersonalData"/> allows.</summary>
/// <remarks>
/// On a public property or field, a parameter of a positional record, a parameter of a <c>[LoggerMessage]</c> method, or a whole type. All but the last need the
/// source generator of CloudNative.Sdk.Analyzers, which is part of CloudNative.Sdk.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class PersonalDataAttribute : Attribute;
