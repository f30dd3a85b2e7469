using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A configuration key whose value is in a Kubernetes Secret.</summary>
internal sealed record SecretSetting(string Key, string Secret, string SecretKey, Position Position)
{
    public string VariableName => ConfigurationKey.ToVariable(Key);
}
