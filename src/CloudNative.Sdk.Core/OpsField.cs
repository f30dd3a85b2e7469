namespace CloudNative.Sdk.Core;

/// <summary>A field of a form on the ops page.</summary>
/// <param name="Name">The name that is sent.</param>
/// <param name="Label">What people read; <see langword="null"/> for a field that they neither see nor change.</param>
/// <param name="Value">The value at the beginning.</param>
public sealed record OpsField(string Name, string? Label, string Value)
{
    /// <summary>Gets the values to choose from.</summary>
    /// <value>Empty by default, for free text.</value>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets whether other values than <see cref="Choices"/> can be stated.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowsOthers { get; init; }
}
