namespace CloudNative.Sdk.Analyzers.Semantics.Units;

/// <summary>Knows how units are written in UCUM, and which ones the conventions count in.</summary>
internal static class UnitSpelling
{
    private static readonly Dictionary<string, string> Codes = WordTable.Of(
        ("s", "second sec S"),
        ("ms", "millisecond milli millis msec MS Ms"),
        ("us", "microsecond usec µs μs"),
        ("ns", "nanosecond nsec"),
        ("min", "minute mins"),
        ("h", "hour hr"),
        ("d", "day"),
        ("wk", "week"),
        ("By", "byte b B by BY"),
        ("bit", "bit"),
        ("kBy", "kilobyte kb kB KB"),
        ("KiBy", "kib KiB kibibyte"),
        ("MBy", "megabyte mb MB"),
        ("MiBy", "MiB mebibyte"),
        ("GBy", "gigabyte gb GB"),
        ("GiBy", "GiB gibibyte"),
        ("%", "percent percentage pct"),
        ("1", "ratio fraction count number unit"),
        ("Cel", "celsius"));

    private static readonly Dictionary<string, string> BaseUnits = WordTable.Of(
        ("s", "ms us ns min h d"),
        ("By", "kBy KiBy MBy MiBy GBy GiBy TBy TiBy"));

    // Words of four letters and more that are codes themselves.
    private static readonly HashSet<string> LongCodes = new(StringComparer.Ordinal) { "Torr", "circ", "kcal", "mmol" };
    private static readonly HashSet<string> Uncounted = new(StringComparer.Ordinal) { "series", "news", "species", "status", "access", "process", "bus", "address", "business", "progress", "success", "loss" };

    /// <summary>Gets the code for a unit that is spelled otherwise; null where it is a code or nothing is known of it.</summary>
    public static string? Code(string unit)
    {
        var parts = unit.Split('/');
        var changed = false;
        for (var index = 0; index < parts.Length; index++)
        {
            if (CodeOfPart(parts[index]) is { } code)
            {
                parts[index] = code;
                changed = true;
            }
        }

        return changed ? string.Join("/", parts) : null;
    }

    /// <summary>Gets the base unit of a code that is none; null where it is one.</summary>
    public static string? Base(string code) => BaseUnits.TryGetValue(code, out var unit) ? unit : null;

    private static string? CodeOfPart(string part)
    {
        if (part.Length > 2 && part[0] == '{' && part[part.Length - 1] == '}')
        {
            var thing = part.Substring(1, part.Length - 2);
            return Singular(thing) is var one && one != thing ? "{" + one + "}" : null;
        }

        if (BaseUnits.ContainsKey(part) || BaseUnits.ContainsValue(part))
        {
            return null;
        }

        if (Codes.TryGetValue(part, out var code) || Codes.TryGetValue(Singular(part), out code) || Codes.TryGetValue(Singular(part.ToLowerInvariant()), out code))
        {
            return code == part ? null : code;
        }

        return part.Length >= 4 && !LongCodes.Contains(part) && part.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_') && part.Any(char.IsLower) ? "{" + Singular(part) + "}" : null;
    }

    private static string Singular(string word)
    {
        if (word.Length < 4 || Uncounted.Contains(word) || !word.EndsWith("s", StringComparison.Ordinal))
        {
            return word;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word.Substring(0, word.Length - 3) + "y";
        }

        foreach (var ending in new[] { "sses", "shes", "ches", "xes", "zes", "uses" })
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word.Substring(0, word.Length - 2);
            }
        }

        return word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("is", StringComparison.Ordinal) ? word : word.Substring(0, word.Length - 1);
    }
}
