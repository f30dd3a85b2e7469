using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Names;

/// <summary>Recognises the configuration keys whose values are secrets, by their names.</summary>
internal static class SecretKey
{
    private static readonly Regex Pattern = new(
        @"(?:password|passwd|passphrase|pwd|secret|token|bearer|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key|connection[-_.]?string)\z|\AConnectionStrings:|\AAZURE_.+KEY\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool IsMatch(string key) => Pattern.IsMatch(key);
}
