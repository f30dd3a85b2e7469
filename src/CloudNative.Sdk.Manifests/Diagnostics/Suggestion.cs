using CloudNative.Sdk.Names;

namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>Words the way out for a name that nobody knows.</summary>
internal static class Suggestion
{
    /// <summary>Names the nearest candidate, or all of them when none is near.</summary>
    public static string For(string name, IReadOnlyCollection<string> candidates)
    {
        string[] ordered = [.. candidates.OrderBy(candidate => candidate, StringComparer.Ordinal)];
        return Nearest.Find(name, ordered) is { } nearest
            ? $"did you mean '{nearest}'?"
            : "the fields here are " + string.Join(", ", ordered);
    }
}
