using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Secrets;

/// <summary>Takes secrets out of a text that is to be shown: credentials in addresses, and values of keys that name a secret.</summary>
internal static partial class SecretText
{
    public const string Mask = "***";

    public static string Hide(string text)
    {
        // Most texts hold neither, and a search for one character is much faster.
        var hidden = text.Contains('@', StringComparison.Ordinal) ? CredentialPattern().Replace(text, Mask) : text;
        return hidden.AsSpan().ContainsAny('=', ':') ? PairPattern().Replace(hidden, $"$1{Mask}") : hidden;
    }

    /// <summary>What stands between <c>://</c> and <c>@</c>.</summary>
    [GeneratedRegex(@"(?<=://)[^/@\s'""]+(?=@)")]
    private static partial Regex CredentialPattern();

    /// <summary><c>Password=…;</c> and the like, as in connection strings and queries.</summary>
    [GeneratedRegex(@"((?:password|pwd|secret|token|api[_-]?key|account[_-]?key|access[_-]?key|signature|sig)\s*[=:]\s*)[^;&,\s'""]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PairPattern();
}
