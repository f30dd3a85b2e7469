using System.Text;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Notes;

/// <summary>What changed between two releases, for those who get the new one.</summary>
/// <param name="Title">What is released.</param>
/// <param name="Before">What was there before.</param>
/// <param name="Commits">The commits between, the latest first.</param>
/// <param name="Contract">How the contracts differ; null where one of both is not known.</param>
internal sealed record ReleaseNotes(string Title, string Before, IReadOnlyList<Commit> Commits, Compatibility? Contract)
{
    private IEnumerable<(string Author, int Commits)> Contributors =>
        Commits.GroupBy(commit => commit.Author).Select(group => (group.Key, group.Count())).OrderByDescending(author => author.Item2).ThenBy(author => author.Key, StringComparer.Ordinal);

    public string ToMarkdown(IssueLinks issues)
    {
        var text = new StringBuilder($"# {Title}\n\nSince {Before}: {Count(Commits.Count, "commit")} by {Count(Contributors.Count(), "person")}.\n".Replace(" persons.", " people.", StringComparison.Ordinal));
        Append(text, "Breaking changes", [.. Commits.Where(commit => commit.Breaking is not null).Select(commit => Line(commit, commit.Breaking!, issues)), .. Contract?.Breaking ?? []]);
        Append(text, "To provide first", Contract?.Needs ?? []);
        foreach (var group in NoteGroup.All)
        {
            Append(text, group.Title, [.. Commits.Where(commit => group.Types.Contains(commit.Type)).Select(commit => Line(commit, commit.Subject, issues))]);
        }

        Append(text, "New for others", Contract?.Additions ?? []);
        Append(text, "Contributors", [.. Contributors.Select(author => $"{issues.Link(author.Author)} ({author.Commits})")]);
        return text.ToString();
    }

    public YamlMap ToMap() => new()
    {
        { "title", Title },
        { "before", Before },
        { "commits", Commits.Select(ToMap).ToList<object>() },
        { "breaking", Contract?.Breaking },
        { "needs", Contract?.Needs },
        { "safe", Contract?.Additions },
        { "contributors", Contributors.Select(author => new YamlMap { { "name", author.Author }, { "commits", author.Commits } }).ToList<object>() },
    };

    private static YamlMap ToMap(Commit commit) => new()
    {
        { "hash", commit.Hash },
        { "author", commit.Author },
        { "type", commit.Type },
        { "scope", commit.Scope },
        { "subject", commit.Subject },
        { "breaking", commit.Breaking },
        { "issues", IssueLinks.KeysOf(commit.References).ToList() },
    };

    private static string Line(Commit commit, string what, IssueLinks issues)
    {
        var also = string.Join(", ", issues.Beyond(commit.References, what));
        return $"{(commit.Scope.Length > 0 ? $"**{issues.Link(commit.Scope)}:** " : "")}{issues.Link(what)} ({commit.Short}{(also.Length > 0 ? ", " + also : "")})";
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append($"\n## {title}\n\n").Append(string.Concat(lines.Select(line => $"- {line}\n")));
        }
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
