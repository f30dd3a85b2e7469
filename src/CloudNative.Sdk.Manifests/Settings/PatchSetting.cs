using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>What the team changes in an object after it was made.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Name">The name of the object; null for every one of the kind.</param>
/// <param name="Merge">What is laid over it.</param>
/// <param name="Position">Where it is stated.</param>
internal sealed record PatchSetting(string Kind, string? Name, YamlObject Merge, Position Position)
{
    public override string ToString() => Name is null ? Kind : $"{Kind} '{Name}'";
}
