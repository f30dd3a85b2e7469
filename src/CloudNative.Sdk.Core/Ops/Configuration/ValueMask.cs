using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Names;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Decides what of a value of the configuration may be seen.</summary>
/// <param name="facts">What the build knows: keys whose options are marked as secrets.</param>
/// <param name="names">What the application says of names.</param>
/// <param name="shown">The sections that are shown; null for all of them.</param>
internal sealed class ValueMask(ServiceFacts facts, IEnumerable<ISecretNames> names, IReadOnlyList<string>? shown)
{
    public const string Secret = "secret";
    public const string Hidden = "hidden";

    /// <summary>The sections whose keys the SDK and ASP.NET Core have named, so that it is known what stands in them.</summary>
    private static readonly string[] KnownSections =
        ["CloudNative", "Logging", "Services", "Kestrel", "AllowedHosts", "URLS", "HTTP_PORTS", "HTTPS_PORTS", "ENVIRONMENT", "APPLICATIONNAME", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"];

    /// <summary>What names of settings end with that say more than names in a log.</summary>
    private static readonly string[] SettingPatterns = ["*key", "*keys", "*sas", "*dsn", "*otlp*headers"];

    private static readonly string[] Patterns = [.. SecretNames.Patterns, .. SettingPatterns];

    private readonly ISecretNames[] _names = [.. names];

    private readonly HashSet<string> _classified = facts.OfKind(FactKinds.ConfigurationKey)
        .Where(fact => fact["secret"] == "true").Select(fact => fact["key"] ?? string.Empty).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public StatedValue Of(string key, string value, Origin origin)
    {
        if (origin.HoldsSecrets || IsSecret(key))
        {
            return new StatedValue(SecretText.Mask, Secret, origin);
        }

        if (shown is not null && !IsWithin(key, KnownSections) && !IsWithin(key, shown))
        {
            return new StatedValue(SecretText.Mask, Hidden, origin);
        }

        var visible = SecretText.Hide(value);
        return new StatedValue(visible, visible == value ? null : Secret, origin);
    }

    private static bool IsWithin(string key, IEnumerable<string> sections) => sections.Any(section =>
        key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':'));

    private bool IsSecret(string key) => _classified.Contains(key) || SecretKey.IsMatch(key) || key.Split(':').Any(part =>
        SecretNames.Matches(Patterns, SecretNames.Normalize(part)) || Array.Exists(_names, name => name.Includes(part)));
}
