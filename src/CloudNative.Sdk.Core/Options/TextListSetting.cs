using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>A key that holds a list of texts.</summary>
internal sealed class TextListSetting<TOptions>(string key, Func<TOptions, ICollection<string>> get, string? rule, Func<string, bool>? isValid) : Setting<TOptions>(key)
{
    public override IEnumerable<string> Keys => [Key, $"{Key}:*"];

    public override void Bind(IConfigurationSection section, TOptions options)
    {
        foreach (var child in section.GetSection(Key).GetChildren())
        {
            if (child.Value is { Length: > 0 } text)
            {
                get(options).Add(text);
            }
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        if (section[Key] is { Length: > 0 } text)
        {
            check.Require(false, Key, $"must be a list ({Key}:0, {Key}:1, …)", text);
        }

        if (rule is not null && isValid is not null)
        {
            foreach (var each in get(options))
            {
                check.Require(isValid(each), Key, rule, each);
            }
        }
    }
}
