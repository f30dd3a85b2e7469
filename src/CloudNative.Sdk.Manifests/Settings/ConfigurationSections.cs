using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>config</c> and <c>secrets</c>, which share one space of names: that of the environment variables.</summary>
internal sealed class ConfigurationSections(ObjectReader root, Profile profile, DiagnosticBag diagnostics)
{
    /// <summary>More than this do not belong in variables of a container.</summary>
    private const int MaxKeys = 1000;

    private static readonly string[] References = ["secret", "key"];

    private readonly Dictionary<string, YamlField> _variables = new(StringComparer.OrdinalIgnoreCase);

    public ServiceSettings Read(ServiceSettings settings) => settings with
    {
        Config = [.. Fields("config").Where(IsNewVariable).Select(ReadValue).OfType<ConfigSetting>()],
        Secrets = [.. Fields("secrets").Where(IsNewVariable).Select(ReadReference).OfType<SecretSetting>()],
    };

    private IReadOnlyList<YamlField> Fields(string name)
    {
        if (root.Object(name) is not { } section)
        {
            return [];
        }

        if (section.Fields.Count <= MaxKeys)
        {
            return section.Fields;
        }

        root.WrongValue(section.Position, name, FormattableString.Invariant($"at most {MaxKeys} keys"), FormattableString.Invariant($"{section.Fields.Count} keys"));
        return [];
    }

    private bool IsNewVariable(YamlField field)
    {
        if (!ConfigurationKey.IsValid(field.Name))
        {
            root.WrongValue(field.Position, "a configuration key", ConfigurationKey.Rule, $"'{field.Name}'");
            return false;
        }

        var variable = ConfigurationKey.ToVariable(field.Name);
        if (_variables.TryGetValue(variable, out var first))
        {
            diagnostics.Error(
                DiagnosticIds.DuplicateKey,
                field.Position,
                FormattableString.Invariant($"the key '{field.Name}' is given twice; the first is '{first.Name}' in line {first.Position.Line}, and configuration ignores case"));
            return false;
        }

        _variables.Add(variable, field);
        return true;
    }

    private ConfigSetting? ReadValue(YamlField field)
    {
        if (root.Scalar(field.Value, $"config.{field.Name}", "a text, a number or a truth value") is not { } value)
        {
            return null;
        }

        if (SecretWords.IsSecret(field.Name, value))
        {
            diagnostics.Error(
                DiagnosticIds.SecretLiteral, field.Position, $"'{field.Name}' looks like a secret, but 'config' would store its value in clear; refer to it under 'secrets'");
            return null;
        }

        if (SecretWords.ScannedWord(field.Name) is { } word)
        {
            diagnostics.Warning(
                DiagnosticIds.SecretLikeKey, field.Position, $"scanners take the ConfigMap key '{field.Name}' for a secret because of '{word}'; rename it, or move it to 'secrets'");
        }

        return new ConfigSetting(field.Name, field.Value is YamlText { IsNull: true } ? "" : value, field.Position);
    }

    private SecretSetting? ReadReference(YamlField field)
    {
        if (field.Value is not YamlObject mapping)
        {
            diagnostics.Error(
                DiagnosticIds.SecretLiteral, field.Position, $"'secrets' holds references, but '{field.Name}' has a value; write {{secret: <name>, key: <key>}}");
            return null;
        }

        var reference = new ObjectReader(mapping, $"secrets.{field.Name}", diagnostics, echoes: false);
        var secret = reference.Node("externalSecret") is null ? ReadInCluster(reference, field) : ReadExternal(reference, field);
        reference.Finish();
        return secret;
    }

    private static SecretSetting? ReadInCluster(ObjectReader reference, YamlField field)
    {
        var secret = reference.Text("secret", Shapes.HostName)?.Value;
        var folder = reference.Text("file", Shapes.Folder)?.Value;
        var key = reference.Node("file") is null ? reference.Text("key", Shapes.SecretKey)?.Value : SecretSetting.Whole;
        reference.Require(reference.Node("file") is null ? References : ["secret"]);
        return secret is null || key is null || (key == SecretSetting.Whole && folder is null) ? null : new SecretSetting(field.Name, secret, key, field.Position) { Folder = folder };
    }

    private SecretSetting? ReadExternal(ObjectReader reference, YamlField field)
    {
        var path = reference.Text("externalSecret", Shapes.StorePath)?.Value;
        var property = reference.Text("property", Shapes.SecretKey)?.Value;
        var store = reference.Text("store", Shapes.DnsLabel)?.Value ?? profile.SecretStore;
        reference.Require(profile.SecretStore is null ? ["store"] : []);
        if (path is null || store is null)
        {
            return null;
        }

        var secret = new SecretSetting(field.Name, store, "", field.Position) { External = new ExternalSource(store, path, property) };
        return secret with { SecretKey = secret.LocalName };
    }
}
