using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>A key below which each child, by any name, holds a text: <c>Meta:team</c>.</summary>
internal sealed class NamedTextSetting<TOptions>(
    string key, Func<TOptions, IDictionary<string, string>> get, string rule, Func<string, string, bool> isValid) : Setting<TOptions>(key)
{
    public override IEnumerable<string> Keys => [$"{Key}:*"];

    public override void Bind(IConfigurationSection section, TOptions options)
    {
        foreach (var child in section.GetSection(Key).GetChildren())
        {
            if (child.Value is { Length: > 0 } text)
            {
                get(options)[child.Key] = text;
            }
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        foreach (var (name, text) in get(options))
        {
            if (!isValid(name, text))
            {
                check.Fault($"{Key}:{name}", rule, text);
            }
        }
    }
}
