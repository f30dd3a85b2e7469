namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>Words the way out for a name that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>Names the nearest candidate, or all of them when none is near.</summary>
    public static string For(string name, IReadOnlyCollection<string> candidates)
    {
        var limit = Math.Max(2, name.Length / 3);
        var nearest = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null
            ? "the fields here are " + string.Join(", ", candidates.OrderBy(candidate => candidate, StringComparer.Ordinal))
            : $"did you mean '{nearest}'?";
    }

    /// <summary>Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    public static int Distance(string left, string right)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, right.Length + 1)];
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var substitution = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(substitution, Math.Min(last[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last) = (last, current);
        }

        return last[right.Length];
    }
}
