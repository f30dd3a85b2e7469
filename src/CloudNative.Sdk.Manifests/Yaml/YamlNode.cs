using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A value that was read, with its place.</summary>
internal abstract record YamlNode(Position Position)
{
    /// <summary>Gets what the value is, for messages.</summary>
    public abstract string Kind { get; }
}
