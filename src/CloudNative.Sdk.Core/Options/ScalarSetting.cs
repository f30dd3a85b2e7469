using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

internal delegate bool TryParse<TValue>(string text, out TValue value);

/// <summary>A key with one value. An empty value in the configuration counts as absent.</summary>
/// <param name="key">The key below the section.</param>
/// <param name="shape">What a value looks like: <c>a whole number</c>.</param>
/// <param name="read">Reads a text, and sets the option where options are given; false when the text cannot be read.</param>
/// <param name="rule">Checks the option.</param>
/// <remarks>Not generic in the type of the value: each type of value would cost the start of every service its own compilation.</remarks>
internal sealed class ScalarSetting<TOptions>(string key, string shape, Func<string, TOptions?, bool> read, Action<TOptions, OptionsCheck>? rule)
    : Setting<TOptions>(key)
    where TOptions : class
{
    public override void Bind(IConfigurationSection section, TOptions options)
    {
        if (section[Key] is { Length: > 0 } text)
        {
            read(text, options);
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        if (section[Key] is { Length: > 0 } text && !read(text, null))
        {
            check.Require(false, Key, $"must be {shape}", text);
            return;
        }

        rule?.Invoke(options, check);
    }
}
