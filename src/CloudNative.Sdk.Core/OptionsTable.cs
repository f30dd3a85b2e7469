using CloudNative.Sdk.Core.Options;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core;

/// <summary>The keys of an options class: each once, with its shape and bounds, and the rules about several of them.</summary>
/// <typeparam name="TOptions">The options class.</typeparam>
/// <remarks>Filled by the function that an <see cref="OptionsBinding{TOptions}"/> was given, and not changed after that.</remarks>
public sealed class OptionsTable<TOptions>
    where TOptions : class
{
    private const string DurationShape = "a duration as 00:00:05";

    private readonly List<Setting<TOptions>> _settings = [];
    private readonly List<(Action<TOptions, OptionsCheck> Rule, bool DespiteFaults)> _rules = [];

    internal OptionsTable()
    {
    }

    internal IEnumerable<string> Keys => _settings.SelectMany(setting => setting.Keys);

    /// <summary>Adds a whole number with bounds, both included.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="set">Sets the property.</param>
    /// <param name="min">The least value.</param>
    /// <param name="max">The greatest value.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> WholeNumber(string key, Func<TOptions, int> get, Action<TOptions, int> set, int min, int max) =>
        Scalar(key, "a whole number", OptionText.ReadInteger, (options, value) => set(options, (int)value), (options, check) => check.InRange(get(options), min, max, key));

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a number of bytes with bounds, both included.</summary>
    public OptionsTable<TOptions> ByteCount(string key, Func<TOptions, long> get, Action<TOptions, long> set, long min, long max) =>
        Scalar(key, "a whole number", OptionText.ReadLong, (options, value) => set(options, (long)value), (options, check) => check.InRange(get(options), min, max, key));

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a number, with a point for the decimals, with bounds, both included.</summary>
    public OptionsTable<TOptions> Number(string key, Func<TOptions, double> get, Action<TOptions, double> set, double min, double max) =>
        Scalar(key, "a number", OptionText.ReadNumber, (options, value) => set(options, (double)value), (options, check) => check.InRange(get(options), min, max, key));

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a duration <c>[d.]hh:mm:ss[.fffffff]</c> with bounds, both included.</summary>
    public OptionsTable<TOptions> Duration(string key, Func<TOptions, TimeSpan> get, Action<TOptions, TimeSpan> set, TimeSpan min, TimeSpan max) =>
        Scalar(key, DurationShape, OptionText.ReadDuration, (options, value) => set(options, (TimeSpan)value), (options, check) => check.InRange(get(options), min, max, key));

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a duration that may be absent, with bounds, both included.</summary>
    public OptionsTable<TOptions> OptionalDuration(string key, Func<TOptions, TimeSpan?> get, Action<TOptions, TimeSpan?> set, TimeSpan min, TimeSpan max) =>
        Scalar(key, DurationShape, OptionText.ReadDuration, (options, value) => set(options, (TimeSpan)value), (options, check) =>
        {
            if (get(options) is { } given)
            {
                check.InRange(given, min, max, key);
            }
        });

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a whole number that may be absent, with bounds, both included.</summary>
    public OptionsTable<TOptions> OptionalWholeNumber(string key, Func<TOptions, int?> get, Action<TOptions, int?> set, int min, int max) =>
        Scalar(key, "a whole number", OptionText.ReadInteger, (options, value) => set(options, (int)value), (options, check) =>
        {
            if (get(options) is { } given)
            {
                check.InRange(given, min, max, key);
            }
        });

    /// <inheritdoc cref="WholeNumber"/>
    /// <summary>Adds a number that may be absent, with bounds, both included.</summary>
    public OptionsTable<TOptions> OptionalNumber(string key, Func<TOptions, double?> get, Action<TOptions, double?> set, double min, double max) =>
        Scalar(key, "a number", OptionText.ReadNumber, (options, value) => set(options, (double)value), (options, check) =>
        {
            if (get(options) is { } given)
            {
                check.InRange(given, min, max, key);
            }
        });

    /// <summary>Adds a switch.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="set">Sets the property.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Boolean(string key, Action<TOptions, bool> set) =>
        Scalar(key, "true or false", OptionText.ReadBoolean, (options, value) => set(options, (bool)value), null);

    /// <summary>Adds a choice among the names of an enumeration; case makes no difference, and numbers are refused.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="choice">The enumeration; a type and no type parameter, as each would cost the start of every service its own compilation.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="set">Sets the property.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Choice(string key, Type choice, Func<TOptions, Enum> get, Action<TOptions, Enum> set)
    {
        var shape = $"one of {string.Join(", ", Enum.GetNames(choice))}";
        return Scalar(key, shape, text => OptionText.ReadChoice(choice, text), (options, value) => set(options, (Enum)value), (options, check) =>
            check.Require(Enum.IsDefined(choice, get(options)), key, $"must be {shape}", get(options)));
    }

    /// <summary>Adds a text.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="set">Sets the property.</param>
    /// <param name="rule">The rule, as <c>must be an absolute path</c>; <see langword="null"/> allows any text.</param>
    /// <param name="isValid">Whether the rule holds.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Text(
        string key, Func<TOptions, string> get, Action<TOptions, string> set, string? rule = null, Func<string, bool>? isValid = null) =>
        Scalar(key, "a text", text => text, (options, value) => set(options, (string)value), rule is null || isValid is null ? null : (options, check) => check.Require(isValid(get(options)), key, rule, get(options)));

    /// <summary>Adds a list of texts: <c>Key:0</c>, <c>Key:1</c>, and so on, added to what the property holds.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="rule">The rule for each text, as <c>must hold absolute paths</c>; <see langword="null"/> allows any texts.</param>
    /// <param name="isValid">Whether the rule holds for a text.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> TextList(string key, Func<TOptions, ICollection<string>> get, string? rule = null, Func<string, bool>? isValid = null)
    {
        _settings.Add(new TextListSetting<TOptions>(key, get, rule, isValid));
        return this;
    }

    /// <summary>Adds objects by name: <c>Key:&lt;name&gt;:…</c>.</summary>
    /// <typeparam name="TItem">The class of each object.</typeparam>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="item">The table of one object; its section name is not used.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Named<TItem>(string key, Func<TOptions, IDictionary<string, TItem>> get, OptionsBinding<TItem> item)
        where TItem : class, new()
    {
        _settings.Add(new NamedSetting<TOptions, TItem>(key, get, item));
        return this;
    }

    /// <summary>Adds an object: <c>Key:…</c>.</summary>
    /// <typeparam name="TItem">The class of the object.</typeparam>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="item">The table of the object; its section name is not used.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Section<TItem>(string key, Func<TOptions, TItem> get, OptionsBinding<TItem> item)
        where TItem : class, new()
    {
        _settings.Add(new SectionSetting<TOptions, TItem>(key, get, item));
        return this;
    }

    /// <summary>Adds whole numbers by name, <c>Key:&lt;name&gt;</c>, with bounds, both included.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="min">The least value.</param>
    /// <param name="max">The greatest value.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> NamedWholeNumbers(string key, Func<TOptions, IDictionary<string, int>> get, int min, int max)
    {
        _settings.Add(new NamedValueSetting<TOptions, int>(key, "a whole number", OptionText.TryParseInteger, get, Check));
        return this;

        void Check(int value, string path, OptionsCheck check)
        {
            if (value < min || value > max)
            {
                check.Fault(path, $"must be from {OptionText.Of(min)} to {OptionText.Of(max)}", value);
            }
        }
    }

    /// <summary>Adds texts by name, <c>Key:&lt;name&gt;</c>.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="rule">The rule for each name and text, as <c>must be shorter than 10 characters</c>.</param>
    /// <param name="isValid">Whether the rule holds for a name and its text.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> NamedTexts(string key, Func<TOptions, IDictionary<string, string>> get, string rule, Func<string, string, bool> isValid)
    {
        _settings.Add(new NamedTextSetting<TOptions>(key, get, rule, isValid));
        return this;
    }

    /// <summary>Adds lists of numbers by name: <c>Key:&lt;name&gt;</c> holds <c>0.1, 0.5, 1</c>, or has them as children <c>:0</c>, <c>:1</c>, and so on.</summary>
    /// <param name="key">The key, equal to the name of the property.</param>
    /// <param name="get">Reads the property.</param>
    /// <param name="rule">The rule for each list, as <c>must ascend</c>.</param>
    /// <param name="isValid">Whether the rule holds.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> NamedNumberLists(
        string key, Func<TOptions, IDictionary<string, IReadOnlyList<double>>> get, string rule, Func<IReadOnlyList<double>, bool> isValid)
    {
        _settings.Add(new NamedValueSetting<TOptions, IReadOnlyList<double>>(key, "numbers as 0.1, 0.5, 1", OptionText.TryParseNumbers, get, Check));
        return this;

        void Check(IReadOnlyList<double> value, string path, OptionsCheck check)
        {
            if (!isValid(value))
            {
                check.Fault(path, rule, OptionText.OfNumbers(value));
            }
        }
    }

    /// <summary>Adds a rule about several keys.</summary>
    /// <param name="rule">Checks the options.</param>
    /// <param name="despiteFaults">Whether it is checked while a key is at fault, in whose place the options have its default. By default it is not: it would seldom say anything new.</param>
    /// <returns>This object.</returns>
    public OptionsTable<TOptions> Rule(Action<TOptions, OptionsCheck> rule, bool despiteFaults = false)
    {
        _rules.Add((rule, despiteFaults));
        return this;
    }

    internal void Bind(IConfigurationSection section, TOptions options)
    {
        foreach (var setting in _settings)
        {
            setting.Bind(section, options);
        }
    }

    internal void Check(IConfigurationSection section, TOptions options, OptionsCheck check, string? prefix)
    {
        using var scope = check.Below(prefix);
        var faults = check.FaultCount;
        foreach (var setting in _settings)
        {
            setting.Check(section, options, check);
        }

        var isValid = check.FaultCount == faults;
        foreach (var (rule, despiteFaults) in _rules)
        {
            if (isValid || despiteFaults)
            {
                rule(options, check);
            }
        }
    }

    private OptionsTable<TOptions> Scalar(
        string key, string shape, Func<string, object?> read, Action<TOptions, object> set, Action<TOptions, OptionsCheck>? rule)
    {
        _settings.Add(new ScalarSetting<TOptions>(key, shape, read, set, rule));
        return this;
    }
}
