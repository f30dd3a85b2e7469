using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A configuration key, as <c>Payments:Timeout</c>, with its value.</summary>
internal sealed record ConfigSetting(string Key, string Value, Position Position)
{
    public string VariableName => ConfigurationKey.ToVariable(Key);
}
