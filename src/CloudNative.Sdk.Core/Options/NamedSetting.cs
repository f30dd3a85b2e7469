using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>A key below which each child, by any name, holds an object of its own: <c>Checks:orders-db:Period</c>.</summary>
internal sealed class NamedSetting<TOptions, TItem>(
    string key, Func<TOptions, IDictionary<string, TItem>> get, OptionsBinding<TItem> item) : Setting<TOptions>(key)
    where TItem : class, new()
{
    public override IEnumerable<string> Keys => item.Keys.Select(name => $"{Key}:*:{name}");

    public override void Bind(IConfigurationSection section, TOptions options)
    {
        foreach (var child in section.GetSection(Key).GetChildren())
        {
            var items = get(options);
            if (!items.TryGetValue(child.Key, out var value))
            {
                items[child.Key] = value = new TItem();
            }

            item.Table.Bind(child, value);
        }
    }

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check)
    {
        foreach (var (name, value) in get(options))
        {
            item.Table.Check(section.GetSection(Key).GetSection(name), value, check, $"{Key}:{name}");
        }
    }
}
