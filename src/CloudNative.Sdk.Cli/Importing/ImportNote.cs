using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>What became of a field that was not simply taken over.</summary>
/// <param name="Field">The field of the template, as <c>labels.commit</c>.</param>
/// <param name="IsLost">Whether it has no equivalent, so that somebody has to decide.</param>
/// <param name="Text">What became of it.</param>
internal sealed record ImportNote(string Field, bool IsLost, string Text)
{
    public YamlMap ToMap() => new() { { "field", Field }, { "lost", IsLost }, { "text", Text } };
}
