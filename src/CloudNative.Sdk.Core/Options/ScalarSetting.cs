using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>A key with one value. An empty value in the configuration counts as absent.</summary>
/// <param name="key">The key below the section.</param>
/// <param name="shape">What a value looks like: <c>a whole number</c>.</param>
/// <param name="read">Reads a text; null when it cannot be read.</param>
/// <param name="set">Sets the option.</param>
/// <param name="rule">Checks the option.</param>
/// <remarks>Not generic in the type of the value: each type of value would cost the start of every service its own compilation.</remarks>
internal sealed class ScalarSetting<TOptions>(string key, string shape, Func<string, object?> read, Action<TOptions, object> set, Action<TOptions, OptionsCheck>? rule)
    : Setting<TOptions>(key)
    where TOptions : class
{
    public override void Bind(IConfigurationSection section, TOptions options)
    {
        if (section[Key] is { Length: > 0 } text && read(text) is { } value)
        {
            set(options, value);
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        if (section[Key] is { Length: > 0 } text && read(text) is null)
        {
            check.Require(false, Key, $"must be {shape}", text);
            return;
        }

        rule?.Invoke(options, check);
    }
}
