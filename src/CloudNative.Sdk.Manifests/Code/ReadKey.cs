using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Manifests.Code;

/// <summary>A configuration key that the code reads.</summary>
/// <param name="Key">The full key, as <c>Payments:ApiKey</c>.</param>
/// <param name="Type">The type as the code names it; null where no place tells.</param>
/// <param name="IsRequired">Whether any place that reads it does not do without.</param>
/// <param name="IsSecret">Whether its value belongs in a Secret.</param>
/// <param name="Min">The least number allowed; null for none.</param>
/// <param name="Max">The greatest number allowed; null for none.</param>
/// <param name="Fact">The first fact that states it, which has its place.</param>
internal sealed record ReadKey(string Key, string? Type, bool IsRequired, bool IsSecret, string? Min, string? Max, Fact Fact)
{
    /// <summary>Joins what several places say of one key; configuration keys differ by more than case.</summary>
    public static IReadOnlyList<ReadKey> AllOf(IEnumerable<Fact> facts) =>
    [
        .. facts.Where(fact => fact.Kind == FactKinds.ConfigurationKey && fact["key"] is { Length: > 0 })
            .GroupBy(fact => fact["key"]!, StringComparer.OrdinalIgnoreCase)
            .Select(group => new ReadKey(group.First()["key"]!, First(group, "type"), Any(group, "required"), Any(group, "secret"), First(group, "min"), First(group, "max"), group.First()))
            .OrderBy(key => key.Key, StringComparer.OrdinalIgnoreCase),
    ];

    private static string? First(IEnumerable<Fact> facts, string name) => facts.Select(fact => fact[name]).FirstOrDefault(value => value is not null);

    private static bool Any(IEnumerable<Fact> facts, string name) => facts.Any(fact => fact[name] == "true");
}
