using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A mapping, whose keys are distinct.</summary>
internal sealed record YamlObject(Position Position, IReadOnlyList<YamlField> Fields) : YamlNode(Position)
{
    public override string Kind => "a mapping";

    /// <summary>Gets the value of a key; null where it is not there. A loop, because the checks ask some thousand times for each service.</summary>
    public YamlNode? Find(string name)
    {
        for (var index = 0; index < Fields.Count; index++)
        {
            if (Fields[index].Name == name)
            {
                return Fields[index].Value;
            }
        }

        return null;
    }
}
