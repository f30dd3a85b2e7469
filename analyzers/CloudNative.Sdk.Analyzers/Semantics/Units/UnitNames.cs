using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics.Units;

/// <summary>Reads a unit from the end of an identifier: <c>elapsedMs</c>, <c>_sizeBytes</c>, <c>DurationSeconds</c>.</summary>
internal static class UnitNames
{
    private static readonly (string Suffix, MeasuredUnit Unit)[] Suffixes =
    [
        ("Milliseconds", MeasuredUnit.Time(1e-3)),
        ("Millis", MeasuredUnit.Time(1e-3)),
        ("Ms", MeasuredUnit.Time(1e-3)),
        ("Seconds", MeasuredUnit.Time(1)),
        ("Bytes", MeasuredUnit.Bytes(1)),
        ("Kb", MeasuredUnit.Bytes(1024)),
        ("KB", MeasuredUnit.Bytes(1024)),
        ("Percent", new(Dimension.Ratio, 0.01)),
    ];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "seconds", "second", "secs", "sec", "s", "milliseconds", "millis", "ms", "microseconds", "us", "nanoseconds", "ns", "minutes", "min", "hours", "h", "days", "ticks",
        "bytes", "byte", "kilobytes", "kb", "kib", "megabytes", "mb", "mib", "gigabytes", "gb", "gib", "bits", "percent", "ratio",
    };

    /// <summary>Returns whether a word of the name of a metric is a unit.</summary>
    public static bool HasUnit(string metric) => Array.Exists(metric.Split('_', '.'), Words.Contains);

    public static MeasuredUnit? Of(ISymbol symbol, ITypeSymbol? type)
    {
        if (!IsNumber(type))
        {
            return null;
        }

        var name = symbol.Name.TrimStart('_');
        foreach (var (suffix, unit) in Suffixes)
        {
            if (name.Equals(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return unit;
            }

            // The suffix must be a word of its own, and the last one: "items" is no time, "RequestsPerSeconds" no duration.
            if (name.EndsWith(suffix, StringComparison.Ordinal) && !char.IsUpper(name[name.Length - suffix.Length - 1]))
            {
                var rest = name.Substring(0, name.Length - suffix.Length);
                return rest.EndsWith("Per", StringComparison.Ordinal) || rest.EndsWith("per", StringComparison.Ordinal) ? null : unit;
            }
        }

        return null;
    }

    private static bool IsNumber(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? IsNumber(nullable.TypeArguments[0])
        : type?.TypeKind != TypeKind.Enum && type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
