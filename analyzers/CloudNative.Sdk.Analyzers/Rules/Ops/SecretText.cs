using System.Text.RegularExpressions;
using CloudNative.Sdk.Analyzers.Semantics;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>Tells a text that holds a secret from one that only speaks of secrets.</summary>
internal static class SecretText
{
    private static readonly Regex Pair = new(
        @"(?:^|[;,])\s*(?:password|pwd|accountkey|sharedaccesskey|sharedsecretvalue|accesskey)\s*=\s*(?<value>[^;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Server = new(
        @"(?:^|[;,])\s*(?:server|host|data source|datasource|addr|address)\s*=\s*(?:tcp:)?(?<value>[^;,:\\]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Token = new(
        @"^(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{20,}|sk_live_[A-Za-z0-9]{20,}|rk_live_[A-Za-z0-9]{20,}"
        + @"|AIza[0-9A-Za-z_-]{35}|SG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36})$|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
        RegexOptions.CultureInvariant);

    /// <summary>Returns whether the text may be a connection string with a secret; cheap, for every text of a program.</summary>
    public static bool MayHoldPair(string text) => text.Length > 6 && text.IndexOf('=') > 0 && (Has(text, "password") || Has(text, "pwd") || Has(text, "key") || Has(text, "secret"));

    /// <summary>Returns whether it is a connection string with a secret in it, to another machine.</summary>
    public static bool HoldsPair(string text)
    {
        var pair = Pair.Match(text);
        return pair.Success && IsSecret(pair.Groups["value"].Value) && text.IndexOfAny([';', ',']) >= 0 && !IsLocal(text);
    }

    /// <summary>Returns whether the text has the shape of a token that a known platform issues.</summary>
    public static bool IsToken(string text) => text.Length is >= 20 and < 5000 && text[0] is 'A' or 'g' or 'x' or 's' or 'r' or 'S' or 'n' or '-' && Token.IsMatch(text);

    /// <summary>Returns whether a value is one that somebody could use: not empty, not a placeholder.</summary>
    public static bool IsSecret(string value)
    {
        var text = value.Trim().Trim('"', '\'');
        return text.Length > 2
            && text.IndexOfAny(['{', '<', '*', '%', '@']) != 0
            && text.IndexOf("{", StringComparison.Ordinal) < 0
            && !text.StartsWith("$", StringComparison.Ordinal)
            && !text.StartsWith("your", StringComparison.OrdinalIgnoreCase)
            && !Has(text, "placeholder") && !Has(text, "xxx") && !text.All(letter => letter is '.' or '*' or 'x' or 'X' or '#' or '-');
    }

    private static bool IsLocal(string text) => Server.Match(text) is { Success: true } server && server.Groups["value"].Value.Trim().ToLowerInvariant() is var host
        && (HostName.IsLoopback(host) || host is "." or "(local)" or "(localdb)");

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
