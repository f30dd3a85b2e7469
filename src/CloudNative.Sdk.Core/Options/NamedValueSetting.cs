using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

internal delegate bool TryParse<TValue>(string text, out TValue value);

/// <summary>A key below which each child, by any name, holds one value: <c>CardinalityLimits:orders.placed</c>. A value may be a list of children.</summary>
/// <param name="key">The key below the section.</param>
/// <param name="shape">What a value looks like.</param>
/// <param name="tryParse">Reads a text; the items of a list are joined by commas.</param>
/// <param name="get">Reads the property.</param>
/// <param name="rule">Checks one value of the property under its key.</param>
internal sealed class NamedValueSetting<TOptions, TValue>(
    string key, string shape, TryParse<TValue> tryParse, Func<TOptions, IDictionary<string, TValue>> get, Action<TValue, string, OptionsCheck> rule)
    : Setting<TOptions>(key)
{
    public override IEnumerable<string> Keys => [$"{Key}:*", $"{Key}:*:*"];

    public override void Bind(IConfigurationSection section, TOptions options)
    {
        foreach (var child in section.GetSection(Key).GetChildren())
        {
            if (TextOf(child) is { Length: > 0 } text && tryParse(text, out var value))
            {
                get(options)[child.Key] = value;
            }
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        foreach (var child in section.GetSection(Key).GetChildren())
        {
            if (TextOf(child) is { Length: > 0 } text && !tryParse(text, out _))
            {
                check.Fault($"{Key}:{child.Key}", $"must be {shape}", text);
            }
        }

        foreach (var (name, value) in get(options))
        {
            rule(value, $"{Key}:{name}", check);
        }
    }

    private static string? TextOf(IConfigurationSection section) => section.Value ?? string.Join(", ", section.GetChildren().Select(item => item.Value));
}
