using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Options;

/// <summary>One key of an options class: how it is read, and what its value must be.</summary>
internal abstract class Setting<TOptions>(string key)
{
    /// <summary>Gets the key below the section; <c>*</c> stands for any name.</summary>
    public string Key { get; } = key;

    /// <summary>Gets the keys that are read, relative to the section.</summary>
    public virtual IEnumerable<string> Keys => [Key];

    /// <summary>Sets the option when the configuration has a readable value for it.</summary>
    public abstract void Bind(IConfigurationSection section, TOptions options);

    /// <summary>Reports an unreadable value, or else a value that breaks the rule.</summary>
    public abstract void Check(IConfigurationSection section, TOptions options, OptionsCheck check);
}
