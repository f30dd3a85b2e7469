using CloudNative.Sdk.Cli.Explaining;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>The keys of the SDK in one environment: a constant in code counts most, then what the manifests state, then the settings files.</summary>
internal sealed class ProjectConfiguration
{
    private const string Field = "config.";
    private const string Hidden = "***";

    private readonly CodeFacts _code;
    private readonly IReadOnlyList<Setting> _stated;

    /// <param name="code">What the code sets.</param>
    /// <param name="explained">What the manifests of the environment state, with its places.</param>
    /// <param name="files">The settings files, the one that counts most first.</param>
    public ProjectConfiguration(CodeFacts code, IReadOnlyList<ExplainedValue> explained, IReadOnlyList<AppSettings> files)
    {
        _code = code;
        var entries = explained.Where(entry => entry.Field.StartsWith(Field, StringComparison.Ordinal)).ToLookup(entry => entry.Field[Field.Length..], StringComparer.OrdinalIgnoreCase);
        _stated =
        [
            .. entries.Select(entry => entry.Key).Concat(files.SelectMany(file => file.Keys)).Concat(code.OptionKeys)
                .Where(Setting.IsOfSdk)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(key => new Setting(key, [.. Stated(key, code, entries[key], files)])),
        ];
    }

    /// <summary>Gets the keys with the values in effect; secrets are masked.</summary>
    public IReadOnlyList<Setting> Settings => [.. _stated.Select(setting => setting with { Stated = [.. setting.Stated.Select(stated => (Show(setting.Key, stated.Value), stated.From))] })];

    /// <summary>Gets what is stated in vain: code sets the key to something else after the configuration was read.</summary>
    public IEnumerable<Advice> Conflicts()
    {
        foreach (var (key, stated) in _stated.Where(setting => _code.Option(setting.Key) is not null))
        {
            var (value, at) = stated[0];
            foreach (var (other, from) in stated.Where(other => other.Value != value))
            {
                yield return new Advice($"{key} is '{Show(key, other)}' in {from}, but {at} sets it to '{Show(key, value)}', which configuration cannot change", $"remove {key} from {from}, or its constant from {at}");
            }
        }
    }

    private static IEnumerable<(string Value, string From)> Stated(string key, CodeFacts code, IEnumerable<ExplainedValue> entries, IReadOnlyList<AppSettings> files)
    {
        if (code.Option(key) is { } option)
        {
            yield return (option["value"]!, code.PositionOf(option).ToString());
        }

        if (entries.FirstOrDefault() is { } found)
        {
            yield return (found.Value, found.From ?? "the manifests");
        }

        foreach (var (value, file) in files.Select(file => file[key]).OfType<(string Value, string File)>())
        {
            yield return (value, file);
        }
    }

    private static string Show(string key, string value) =>
        SecretWords.IsSecret(key, value) || key.EndsWith("Key", StringComparison.OrdinalIgnoreCase) || key.EndsWith("_HEADERS", StringComparison.OrdinalIgnoreCase) ? Hidden : value;
}
