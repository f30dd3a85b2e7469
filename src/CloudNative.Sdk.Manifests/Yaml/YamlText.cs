using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A text; <paramref name="IsPlain"/> when it was written without quotes, so that it may stand for a number or for nothing.</summary>
internal sealed record YamlText(Position Position, string Value, bool IsPlain) : YamlNode(Position)
{
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : $"'{Value}'";
}
