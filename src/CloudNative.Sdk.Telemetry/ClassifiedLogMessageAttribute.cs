using System.ComponentModel;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Names a <c>[LoggerMessage]</c> method whose parameters have <see cref="PersonalDataAttribute"/> or <see cref="SecretAttribute"/>; written by the source generator.</summary>
/// <param name="message">The message template.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassifiedLogMessageAttribute(string message) : Attribute
{
    /// <summary>Gets the message template.</summary>
    public string Message { get; } = message;

    /// <summary>Gets or sets the parameters that are personal data.</summary>
    public string[] PersonalData { get; set; } = [];

    /// <summary>Gets or sets the parameters that are secrets.</summary>
    public string[] Secrets { get; set; } = [];
}
