using CloudNative.Sdk.Names;

namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>Words the way out for a name that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>Names the nearest candidate, or all of them when none is near.</summary>
    public static string For(string name, IReadOnlyCollection<string> candidates)
    {
        string[] ordered = [.. candidates.OrderBy(candidate => candidate, StringComparer.Ordinal)];
        return Or(name, ordered, "the fields here are " + string.Join(", ", ordered));
    }

    /// <summary>Names the nearest candidate, or says something else when none is near.</summary>
    public static string Or(string name, IEnumerable<string> candidates, string otherwise) => Nearest.Find(name, candidates) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;
}
