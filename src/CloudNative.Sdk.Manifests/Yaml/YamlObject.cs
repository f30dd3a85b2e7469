using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A mapping, whose keys are distinct.</summary>
internal sealed record YamlObject(Position Position, IReadOnlyList<YamlField> Fields) : YamlNode(Position)
{
    public override string Kind => "a mapping";
}
