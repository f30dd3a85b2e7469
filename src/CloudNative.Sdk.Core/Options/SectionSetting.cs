using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>A key below which one object has its keys: <c>Ejection:BaseTime</c>.</summary>
internal sealed class SectionSetting<TOptions, TItem>(string key, Func<TOptions, TItem> get, OptionsBinding<TItem> item) : Setting<TOptions>(key)
    where TItem : class, new()
{
    public override IEnumerable<string> Keys => item.Keys.Select(name => $"{Key}:{name}");

    public override void Bind(IConfigurationSection section, TOptions options) => item.Table.Bind(section.GetSection(Key), get(options));

    public override void Check(IConfigurationSection section, TOptions options, OptionsCheck check) =>
        item.Table.Check(section.GetSection(Key), get(options), check, Key);
}
