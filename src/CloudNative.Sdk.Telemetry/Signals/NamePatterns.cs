using System.IO.Enumeration;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Names of meters, sources or instruments, in which <c>*</c> stands for any characters and <c>?</c> for one. Case does not count, as with OpenTelemetry.</summary>
internal static class NamePatterns
{
    private static readonly char[] Wildcards = ['*', '?'];

    public static bool IsPattern(string name) => name.IndexOfAny(Wildcards) >= 0;

    public static bool Matches(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: true);

    /// <summary>Gets the names but those that match an excluded one; patterns stay, as they may stand for others too.</summary>
    public static IEnumerable<string> Without(IList<string> excluded, IEnumerable<string> names) => names.Where(name => IsPattern(name) || !MatchesAny(excluded, name));

    public static bool MatchesAny(IList<string> patterns, string name)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (Matches(patterns[i], name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets what is stated for a name: by the name itself, or else by the longest pattern that matches.</summary>
    public static bool TryGet<TValue>(IDictionary<string, TValue> stated, string name, out TValue? value)
    {
        value = default;
        if (stated.Count == 0 || stated.TryGetValue(name, out value))
        {
            return stated.Count > 0;
        }

        var longest = -1;
        foreach (var (pattern, candidate) in stated)
        {
            if (pattern.Length > longest && Matches(pattern, name))
            {
                (longest, value) = (pattern.Length, candidate);
            }
        }

        return longest >= 0;
    }
}
