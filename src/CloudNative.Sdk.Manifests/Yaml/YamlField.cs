using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>One entry of a mapping; the position is that of the key.</summary>
internal sealed record YamlField(Position Position, string Name, YamlNode Value);
