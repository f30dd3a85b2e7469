using CloudNative.Sdk.Cli.Explaining;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>The keys of the SDK in one environment: a constant in code counts most, then what the manifests state, then the settings files.</summary>
/// <param name="code">What the code sets.</param>
/// <param name="stated">What the manifests of the environment state, with its places.</param>
/// <param name="files">The settings files, the one that counts most first.</param>
internal sealed class ProjectConfiguration(CodeFacts code, IReadOnlyList<ExplainedValue> stated, IReadOnlyList<AppSettings> files)
{
    private const string Field = "config.";
    private const string Hidden = "***";

    /// <summary>Gets the keys with the values in effect; secrets are masked.</summary>
    public IReadOnlyList<Setting> Settings =>
    [
        .. Keys().Select(key => new Setting(key, [.. Stated(key).Select(found => (IsSecret(key, found.Value) ? Hidden : found.Value, found.From))])),
    ];

    /// <summary>Gets what is stated in vain: code sets the key to something else after the configuration was read.</summary>
    public IEnumerable<Advice> Conflicts()
    {
        foreach (var key in Keys().Where(key => code.Option(key) is not null))
        {
            var (value, at) = Stated(key).First();
            foreach (var (other, from) in Stated(key).Skip(1).Where(other => other.Value != value))
            {
                yield return new Advice($"{key} is '{other}' in {from}, but {at} sets it to '{value}', which configuration cannot change", $"remove {key} from {from}, or its constant from {at}");
            }
        }
    }

    private IEnumerable<string> Keys() =>
        stated.Where(entry => entry.Field.StartsWith(Field, StringComparison.Ordinal)).Select(entry => entry.Field[Field.Length..])
            .Concat(files.SelectMany(file => file.Keys))
            .Concat(code.OptionKeys)
            .Where(Setting.IsOfSdk)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);

    private IEnumerable<(string Value, string From)> Stated(string key)
    {
        if (code.Option(key) is { } option)
        {
            yield return (option["value"]!, code.PositionOf(option).ToString());
        }

        if (stated.FirstOrDefault(entry => string.Equals(entry.Field, Field + key, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            yield return (found.Value, found.From ?? "the manifests");
        }

        foreach (var file in files)
        {
            if (file[key] is { } inFile)
            {
                yield return (inFile.Value, inFile.File);
            }
        }
    }

    private static bool IsSecret(string key, string value) =>
        SecretWords.IsSecret(key, value) || key.EndsWith("Key", StringComparison.OrdinalIgnoreCase) || key.EndsWith("_HEADERS", StringComparison.OrdinalIgnoreCase);
}
