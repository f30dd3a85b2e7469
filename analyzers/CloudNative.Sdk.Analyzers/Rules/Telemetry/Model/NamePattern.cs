namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>Names as OpenTelemetry matches them: any case, <c>*</c> for any text, <c>?</c> for any character.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name) => Matches(pattern, 0, name, 0);

    private static bool Matches(string pattern, int at, string name, int start)
    {
        for (; at < pattern.Length; at++, start++)
        {
            if (pattern[at] == '*')
            {
                for (var end = start; end <= name.Length; end++)
                {
                    if (Matches(pattern, at + 1, name, end))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (start >= name.Length || (pattern[at] != '?' && char.ToUpperInvariant(pattern[at]) != char.ToUpperInvariant(name[start])))
            {
                return false;
            }
        }

        return start == name.Length;
    }
}
