using System.Text.RegularExpressions;
using CloudNative.Sdk.Names;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Recognises configuration whose value belongs in a Secret.</summary>
internal static class SecretWords
{
    /// <summary>The words for which Polaris refuses a ConfigMap (sensitiveConfigmapContent).</summary>
    private static readonly Regex ScannedKey = new("password|token|bearer|secret|GOOGLE_APPLICATION_CREDENTIALS", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex SecretValue = new(
        @"-BEGIN\s.*PRIVATE KEY-|://[^/\s:@]+:[^/\s@]+@|\b(?:password|pwd|accountkey|sharedaccesskey)\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Tells whether key or value say that this is a secret.</summary>
    public static bool IsSecret(string key, string value) => SecretKey.IsMatch(key) || SecretValue.IsMatch(value);

    /// <summary>Tells whether scanners take the key for a secret, which it is not.</summary>
    public static string? ScannedWord(string key) => ScannedKey.Match(key) is { Success: true } match ? match.Value : null;
}
