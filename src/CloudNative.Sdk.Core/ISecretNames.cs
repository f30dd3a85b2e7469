namespace CloudNative.Sdk.Core;

/// <summary>Says of names that their values are secrets or personal data, beside the patterns that the SDK knows. Registered as a singleton of this type; all of them are asked.</summary>
public interface ISecretNames
{
    /// <summary>Tells whether the value of a name must not be shown.</summary>
    /// <param name="name">One part of a configuration key, as <c>Password</c>.</param>
    bool Includes(string name);
}
