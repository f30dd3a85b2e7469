using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What was found.</param>
/// <param name="Do">What to do about it; null where all is well.</param>
internal sealed record Advice(string What, string? Do = null)
{
    public bool IsWell => Do is null;

    public YamlMap ToMap() => new() { { "what", What }, { "ok", IsWell }, { "do", Do } };
}
