using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CloudNative.Sdk.Cli.Notes;

/// <summary>Asks the program <c>git</c> for the commits of a repository.</summary>
/// <param name="folder">A folder of the repository.</param>
internal sealed class GitLog(string folder)
{
    private const char Field = '\x1f';
    private const char Entry = '\x1e';

    /// <summary>Gets the commits that are in one revision and not in another, the latest first, without merges.</summary>
    /// <param name="from">The revision before.</param>
    /// <param name="to">The revision now.</param>
    /// <param name="path">Only commits that touch it; null for all.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <exception cref="WrongUseException">There is no git, no repository or no such revision.</exception>
    public async Task<IReadOnlyList<Commit>> BetweenAsync(string from, string to, string? path, CancellationToken cancellationToken)
    {
        var (first, last) = (await ResolveAsync(from, cancellationToken), await ResolveAsync(to, cancellationToken));
        string[] paths = path is null ? [] : [Path.GetFullPath(path)];
        var log = await RunAsync(["log", "--no-merges", "--no-color", "--encoding=UTF-8", $"--format=%H{Field}%an{Field}%s{Field}%b{Entry}", $"{first}..{last}", "--", .. paths], cancellationToken);
        return [.. log.Split(Entry).Select(entry => entry.TrimStart('\n', '\r')).Where(entry => entry.Length > 0).Select(entry => entry.Split(Field)).Select(parts => Commit.Parse(parts[0], parts[1], parts[2], parts[3]))];
    }

    private async Task<string> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        try
        {
            return (await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellationToken)).Trim();
        }
        catch (WrongUseException exception) when (exception.Message.Length == 0)
        {
            throw new WrongUseException($"'{revision}' is no commit of the repository in '{folder}'; a clone for notes needs the whole history (fetch-depth: 0)", exception);
        }
    }

    private async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var git = Process.Start(start)!;
            await using var stop = cancellationToken.Register(() => git.Kill(entireProcessTree: true));
            var error = git.StandardError.ReadToEndAsync(cancellationToken);
            var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? output : throw new WrongUseException((await error).Trim().Replace("\n", "; ", StringComparison.Ordinal));
        }
        catch (Win32Exception exception)
        {
            throw new WrongUseException($"the program git cannot be started in '{folder}': {exception.Message}", exception);
        }
    }
}
