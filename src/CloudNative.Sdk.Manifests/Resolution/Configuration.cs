using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>
/// Finds what the running service will find: a constant in code wins, because code changes options after the configuration was read; then
/// environment variables, which come from <c>config</c> in service.yaml; then the settings files.
/// </summary>
internal sealed class Configuration(CodeFacts code, AppSettings files, ServiceSettings stated, DiagnosticBag diagnostics)
{
    /// <summary>Gets the value of a key that code sets to a constant, so that no configuration can change it.</summary>
    public Given<T>? FromCode<T>(string key, string rule, Func<string, T?> parse)
        where T : struct => code.Option(key) is { } fact ? Parse(key, fact["value"]!, code.PositionOf(fact), rule, parse) : null;

    /// <summary>Gets the value of a key from the configuration.</summary>
    public Given<T>? FromConfiguration<T>(string key, string rule, Func<string, T?> parse)
        where T : struct
    {
        if (StatedInConfig(key) is { } setting)
        {
            return Parse(key, setting.Value, setting.Position, rule, parse);
        }

        return files[key] is { } found ? Parse(key, found.Value, new Position(found.File), rule, parse) : null;
    }

    /// <summary>Gets the value of a key from wherever the running service will take it.</summary>
    public Given<T>? Find<T>(string key, string rule, Func<string, T?> parse)
        where T : struct => FromCode(key, rule, parse) ?? FromConfiguration(key, rule, parse);

    /// <summary>Gets the text of a key from wherever the running service will take it.</summary>
    public string? TextOf(string key) => code.Option(key)?["value"] ?? StatedInConfig(key)?.Value ?? files[key]?.Value;

    /// <summary>Gets the entry of <c>config</c> in service.yaml that sets a key.</summary>
    public ConfigSetting? StatedInConfig(string key)
    {
        var variable = ConfigurationKey.ToVariable(key);
        return stated.Config.FirstOrDefault(setting => string.Equals(setting.VariableName, variable, StringComparison.OrdinalIgnoreCase));
    }

    private Given<T>? Parse<T>(string key, string text, Position at, string rule, Func<string, T?> parse)
        where T : struct
    {
        if (parse(text) is { } value)
        {
            return new Given<T>(value, at);
        }

        diagnostics.Error(DiagnosticIds.WrongValue, at, $"{key} must be {rule}, but was '{text}'");
        return null;
    }
}
