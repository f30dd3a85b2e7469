using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>Reads <c>/config</c> of an instance.</summary>
internal static class InstanceConfiguration
{
    /// <summary>Gets the keys of the SDK.</summary>
    public static IReadOnlyList<Setting> Read(JsonElement? root) =>
        root?.At("keys") is { ValueKind: JsonValueKind.Object } keys
            ? [.. keys.EnumerateObject().Where(key => Setting.IsOfSdk(key.Name)).Select(key => new Setting(key.Name, [Stated(key.Value), .. key.Value.At("overrides").Items().Select(Stated)]))]
            : [];

    /// <summary>Gets the keys that nothing reads.</summary>
    public static IEnumerable<Advice> Unread(JsonElement? root)
    {
        foreach (var unread in (root?.At("unread")).Items())
        {
            var key = unread.TextAt("key");
            yield return new Advice($"nothing reads '{key}'", unread.TextAt("nearest") is { } nearest ? $"did you mean '{nearest}' by '{key}'?" : $"remove '{key}', or correct it");
        }
    }

    private static (string Value, string From) Stated(JsonElement stated) => (stated.TextAt("value") ?? "", stated.TextAt("origin") ?? "unknown");
}
