namespace CloudNative.Sdk.Cli.Notes;

/// <summary>A heading of release notes, and the prefixes of the commits below it.</summary>
internal sealed record NoteGroup(string Title, params string[] Types)
{
    /// <summary>All headings in their order; what has no known prefix is in the last one.</summary>
    public static readonly IReadOnlyList<NoteGroup> All =
    [
        new("Features", "feat"),
        new("Fixes", "fix", "hotfix"),
        new("Performance", "perf"),
        new("Reverts", "revert"),
        new("Documentation", "docs"),
        new("Internal", "refactor", "test", "build", "ci", "chore", "style"),
        new("Other changes", ""),
    ];

    public static bool IsKnown(string type) => type.Length > 0 && All.Any(group => group.Types.Contains(type, StringComparer.OrdinalIgnoreCase));
}
