namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Judges whether a name is that of a secret: <c>userPassword</c> is, <c>passwordHash</c>, <c>cancellationToken</c> and <c>tokenCount</c> are not.</summary>
internal static class SensitiveName
{
    private static readonly string[] Fillers = ["value", "string", "text", "plain", "raw", "header", "str"];

    private static readonly string[] Harmless =
    [
        "cancellation", "continuation", "page", "paging", "next", "sync", "delta", "resume", "concurrency", "row", "hash", "hashed", "masked", "redacted", "encrypted", "hidden", "is", "has", "no", "missing", "syntax",
        "json", "xml", "facing", "safe", "sanitized", "scrubbed", "obfuscated", "current", "previous", "unexpected", "expected", "change", "skip", "metadata",
    ];

    /// <summary>Returns whether the last words of a name are one of the given names, which are written in lower case and without separators.</summary>
    public static bool Is(string name, string[] names)
    {
        var words = Words(name);
        var count = words.Count;
        while (count > 1 && Array.IndexOf(Fillers, words[count - 1]) >= 0 && !EndsWithName(words, count, names, out _))
        {
            count--;
        }

        return EndsWithName(words, count, names, out var first) && (first == 0 || Array.IndexOf(Harmless, words[first - 1]) < 0) && Array.IndexOf(Harmless, words[0]) < 0;
    }

    /// <summary>Returns whether a word of a name says that it is no secret.</summary>
    public static bool IsHarmless(string name) => Words(name).Exists(word => Array.IndexOf(Harmless, word) >= 0);

    private static bool EndsWithName(List<string> words, int count, string[] names, out int first)
    {
        var joined = "";
        for (first = count - 1; first >= 0 && first >= count - 3; first--)
        {
            joined = words[first] + joined;
            if (Array.IndexOf(names, joined) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 1; index <= name.Length; index++)
        {
            var ends = index == name.Length || !char.IsLetter(name[index]) || !char.IsLetter(name[index - 1])
                || (char.IsUpper(name[index]) && (char.IsLower(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))));
            if (ends)
            {
                var word = name.Substring(start, index - start).ToLowerInvariant();
                if (word.Length > 0 && char.IsLetter(word[0]))
                {
                    words.Add(word);
                }

                start = index;
            }
        }

        return words;
    }
}
