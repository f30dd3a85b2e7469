using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A configuration key whose value is in a Secret.</summary>
/// <param name="Key">The configuration key.</param>
/// <param name="Secret">The name of the Secret; for an external one that of its store, until the name of the service is known.</param>
/// <param name="SecretKey">The key in it; <c>*</c> for all of them, as files.</param>
/// <param name="Position">Where it is stated.</param>
internal sealed record SecretSetting(string Key, string Secret, string SecretKey, Position Position)
{
    /// <summary>All keys of a Secret.</summary>
    public const string Whole = "*";

    public string VariableName => ConfigurationKey.ToVariable(Key);

    /// <summary>Gets the folder in which the container sees the Secret as files; null for a variable.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets where a store outside the cluster holds the value; null where the Secret is there.</summary>
    public ExternalSource? External { get; init; }

    /// <summary>Gets a name for it within the service.</summary>
    public string LocalName => VariableName.Replace("__", "-").Replace('.', '-').Replace('_', '-').ToLowerInvariant();
}
