using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

internal delegate bool TryParse<TValue>(string text, out TValue value);

/// <summary>A key with one value. An empty value in the configuration counts as absent.</summary>
internal sealed class ScalarSetting<TOptions, TValue>(
    string key,
    string shape,
    TryParse<TValue> tryParse,
    Func<TOptions, TValue> get,
    Action<TOptions, TValue> set,
    Action<TValue, string, OptionsCheck>? rule) : Setting<TOptions>(key)
{
    public override void Bind(IConfigurationSection section, TOptions options)
    {
        if (section[Key] is { Length: > 0 } text && tryParse(text, out var value))
        {
            set(options, value);
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        if (section[Key] is { Length: > 0 } text && !tryParse(text, out _))
        {
            check.Require(false, Key, $"must be {shape}", text);
            return;
        }

        rule?.Invoke(get(options), Key, check);
    }
}
