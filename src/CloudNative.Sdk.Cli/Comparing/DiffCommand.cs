using System.CommandLine;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Comparing;

/// <summary><c>diff</c>: what a release means for those who rely on it and for the place where it runs.</summary>
internal static class DiffCommand
{
    public static Command Create(CommonOptions options)
    {
        var before = new Argument<string>("OLD") { Description = "The release.json of the release before, or the folder that it is in." };
        var after = new Argument<string>("NEW") { Description = "The release.json of the new release, or the folder that it is in." };
        var command = options.Command("diff", "Compare two releases: breaking (exit code 3), needs configuration (1) or safe (0).", (parsed, terminal, _) =>
        {
            var (from, to) = (ReleaseFile.Read(parsed.GetValue(before)!), ReleaseFile.Read(parsed.GetValue(after)!));
            return Task.FromResult(Answer(from, to, terminal));
        });
        command.Arguments.Add(before);
        command.Arguments.Add(after);
        return command;
    }

    private static int Answer(ReleaseFile from, ReleaseFile to, Terminal terminal)
    {
        var compatibility = new Compatibility(from.Contract, to.Contract);
        var (verdict, code) = compatibility.Breaking.Count > 0 ? ("breaking", ExitCodes.Breaking) : compatibility.Needs.Count > 0 ? ("needs configuration", ExitCodes.Findings) : ("safe", ExitCodes.Ok);
        terminal.Answer(
            new YamlMap
            {
                { "from", from.ToMap() },
                { "to", to.ToMap() },
                { "verdict", verdict },
                { "breaking", compatibility.Breaking },
                { "needs", compatibility.Needs },
                { "safe", compatibility.Additions },
                { "rollbackSafe", compatibility.IsRollbackSafe },
            },
            () => $"{from.Title} -> {to.Title}: {verdict}\n{Lines("breaking", compatibility.Breaking)}{Lines("needs", compatibility.Needs)}{Lines("safe", compatibility.Additions)}");
        return code;
    }

    private static string Lines(string kind, IReadOnlyList<string> reasons) => string.Concat(reasons.Select(reason => $"  {kind}: {reason}\n"));
}
