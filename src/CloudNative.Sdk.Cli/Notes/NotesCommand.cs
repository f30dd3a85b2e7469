using System.CommandLine;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Release;

namespace CloudNative.Sdk.Cli.Notes;

/// <summary><c>notes</c>: release notes in Markdown, from the commits between two releases and from their contracts.</summary>
internal static class NotesCommand
{
    private const string Range = "..";

    public static Command Create(CommonOptions options)
    {
        var store = new StoreOptions();
        var range = new Argument<string>("FROM..TO") { Description = "Two releases or versions of the store, or two revisions of git." };
        var repository = new Option<string>("--repo", "-r") { Description = "A folder of the git repository.", HelpName = "DIR", DefaultValueFactory = _ => "." };
        var path = new Option<string?>("--path") { Description = "Only commits that touch this folder.", HelpName = "DIR" };
        var issues = new Option<string?>("--issues") { Description = "Where issues are, with {key} for the key: https://tracker.example/{key}", HelpName = "URL" };
        var command = options.Command("notes", "Write release notes in Markdown, from the commits between two releases.", async (parsed, terminal, cancellationToken) =>
        {
            if (parsed.GetValue(range)!.Split(Range) is not [{ Length: > 0 } from, { Length: > 0 } to])
            {
                throw new WrongUseException($"two releases are FROM..TO, as 1.4.1..1.4.2, but were '{parsed.GetValue(range)}'");
            }

            var (before, after) = (Find(store, parsed, from), Find(store, parsed, to));
            var commits = await new GitLog(parsed.GetValue(repository)!).BetweenAsync(Revision(before, from), Revision(after, to), parsed.GetValue(path), cancellationToken);
            var notes = new ReleaseNotes(after?.Title ?? to, before?.Version ?? from, commits, before is not null && after is not null ? new Compatibility(before.Contract, after.Contract) : null);
            var links = new IssueLinks(Pattern(parsed.GetValue(issues)));
            terminal.Answer(notes.ToMap(), () => notes.ToMarkdown(links));
            return ExitCodes.Ok;
        });
        command.Arguments.Add(range);
        command.Options.Add(repository);
        command.Options.Add(path);
        command.Options.Add(issues);
        store.AddTo(command);
        return command;
    }

    /// <summary>Finds a release of the store; null where this is no release, and so a revision.</summary>
    private static ReleaseFile? Find(StoreOptions options, ParseResult parsed, string name)
    {
        if (!Directory.Exists(options.Folder(parsed)))
        {
            return null;
        }

        var store = options.Open(parsed);
        return store.TryFind(name) is { } release ? ReleaseFile.Read(store.FolderOf(release)) : null;
    }

    private static string Revision(ReleaseFile? release, string name) => release is null
        ? name
        : release.Commit ?? throw new WrongUseException($"{release.Title} does not know its commit; build it with SourceRevisionId, which the SDK sets in a git repository");

    private static string? Pattern(string? stated) => stated is null || stated.Contains(IssueLinks.Placeholder, StringComparison.Ordinal)
        ? stated
        : throw new WrongUseException($"--issues needs {IssueLinks.Placeholder} in the place of the key, but was '{stated}'");
}
