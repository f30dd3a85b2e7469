using System.IO.Enumeration;

namespace CloudNative.Sdk.Secrets;

/// <summary>Tells values that are secrets by their names.</summary>
internal static class SecretNames
{
    /// <summary>The patterns that everybody starts with: <c>*</c> stands for any characters. They are matched with names as <see cref="Normalize"/> makes them.</summary>
    public static readonly string[] Patterns =
    [
        "*password*", "*passwd*", "*pwd", "*passphrase*", "*passcode*", "*secret*", "*token", "*tokens", "jwt", "pin", "cvv", "cvc", "otp", "signature", "*bearer*", "*apikey*", "*accesskey*", "*accountkey*", "*privatekey*", "*sharedkey*",
        "*credential", "*credentials", "*authorization", "cookie", "setcookie", "*connectionstring*",
    ];

    /// <summary>Leaves out what separates words, and the backslash, which the matching would take for an escape.</summary>
    public static string Normalize(string text) =>
        text.AsSpan().IndexOfAny(@"-_. \") < 0 ? text : string.Concat(text.Where(character => !@"-_. \".Contains(character, StringComparison.Ordinal)));

    /// <summary>Tells whether a normalized name matches one of normalized patterns; case makes no difference.</summary>
    public static bool Matches(string[] patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
