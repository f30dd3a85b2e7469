namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>A table of words, written by what they stand for.</summary>
internal static class WordTable
{
    /// <summary>Makes the table: the words of a row, separated by spaces, stand for its meaning.</summary>
    public static Dictionary<string, string> Of(params (string Meaning, string Words)[] rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (meaning, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table.Add(word, meaning);
            }
        }

        return table;
    }
}
