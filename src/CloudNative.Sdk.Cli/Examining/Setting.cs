using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>A key of the configuration, and who states a value for it.</summary>
/// <param name="Key">The key, as <c>CloudNative:Ops:Port</c>.</param>
/// <param name="Stated">The values with their origins, the one that counts first.</param>
internal sealed record Setting(string Key, IReadOnlyList<(string Value, string From)> Stated)
{
    /// <summary>Gets whether the SDK reads such a key.</summary>
    public static bool IsOfSdk(string key) => key.StartsWith("CloudNative:", StringComparison.OrdinalIgnoreCase) || key.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the cells: key, value, from, overrides.</summary>
    public string[] ToRow() => [Key, Stated[0].Value, Stated[0].From, string.Join(", ", Stated.Skip(1).Select(stated => $"{stated.Value} ({stated.From})"))];

    public YamlMap ToMap() => new()
    {
        { "key", Key },
        { "value", Stated[0].Value },
        { "from", Stated[0].From },
        { "overrides", Stated.Skip(1).Select(stated => new YamlMap { { "value", stated.Value }, { "from", stated.From } }).ToList<object>() },
    };
}
