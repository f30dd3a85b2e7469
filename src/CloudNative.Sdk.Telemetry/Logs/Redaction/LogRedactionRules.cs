using CloudNative.Sdk.Core;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The rules about several redaction options.</summary>
internal static class LogRedactionRules
{
    public static void Check(LogRedactionOptions options, OptionsCheck check)
    {
        var hashKey = string.IsNullOrEmpty(options.HashKey) ? null : SecretText.Mask;
        if (options.PersonalData == PersonalDataHandling.Hash || hashKey is not null)
        {
            check.Require(HashKeyBytes(options) is { Length: >= LogRedactionOptions.MinHashKeyBytes }, nameof(options.HashKey), "must be base64 of at least 16 bytes", hashKey);
        }

        if (options.PersonalData == PersonalDataHandling.Route)
        {
            check.Require(options.RouteTo.Count > 0, nameof(options.RouteTo), "must name at least one logger provider when personal data is routed", null);
        }

        CheckPatterns(options.SecretKeys, nameof(options.SecretKeys), check);
        CheckPatterns(options.PersonalDataKeys, nameof(options.PersonalDataKeys), check);
        CheckPatterns(options.PlainKeys, nameof(options.PlainKeys), check);
    }

    /// <summary>Gets the key of the hash, or null where the option is no base64.</summary>
    public static byte[]? HashKeyBytes(LogRedactionOptions options)
    {
        var text = options.HashKey ?? string.Empty;
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static void CheckPatterns(IList<string> patterns, string key, OptionsCheck check)
    {
        foreach (var pattern in patterns)
        {
            check.Require(KeyClassifier.IsPattern(pattern), key, "must hold names of keys or patterns with letters or digits, as *token", pattern);
        }
    }
}
