using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Names a type that has members with <see cref="PersonalDataAttribute"/> or <see cref="SecretAttribute"/>, or holds such a type; written by the source generator.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassifiedTypeAttribute : Attribute
{
    /// <summary>Names a type whose public members are known.</summary>
    /// <param name="type">The type; of a generic one the definition, whose values are erased as a whole.</param>
    public ClassifiedTypeAttribute(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)] Type type) => Type = type;

    /// <summary>Names a type that cannot be referred to from outside; its values are erased as a whole.</summary>
    /// <param name="typeName">The full name, as <c>Shop.Cart+Owner</c>.</param>
    public ClassifiedTypeAttribute(string typeName) => TypeName = typeName;

    /// <summary>Gets the type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)]
    public Type? Type { get; }

    /// <summary>Gets the name of a type that cannot be referred to.</summary>
    public string? TypeName { get; }

    /// <summary>Gets or sets whether the text of the type is that of a record, which shows all public members.</summary>
    /// <value>The default is <see langword="false"/>: only the classified members are shown, as erased or hashed.</value>
    public bool ShowsMembers { get; set; }

    /// <summary>Gets or sets the members that are personal data.</summary>
    public string[] PersonalData { get; set; } = [];

    /// <summary>Gets or sets the members that are secrets.</summary>
    public string[] Secrets { get; set; } = [];
}
