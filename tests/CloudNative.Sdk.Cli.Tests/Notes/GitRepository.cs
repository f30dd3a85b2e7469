using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Cli.Tests.Notes;

/// <summary>A git repository with commits of known authors.</summary>
internal sealed class GitRepository
{
    private readonly string _folder;

    private GitRepository(string folder) => _folder = folder;

    public static async Task<GitRepository> NewAsync(string folder)
    {
        var repository = new GitRepository(Directory.CreateDirectory(folder).FullName);
        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    /// <summary>Makes an empty commit and gets its hash.</summary>
    public async Task<string> CommitAsync(string author, string message)
    {
        await GitAsync("-c", $"user.name={author}", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "-m", message);
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        await using var git = ChildProcess.Start("git", "git", arguments, workingDirectory: _folder);
        var code = await git.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(code == 0, git.Output);
        return git.Output;
    }
}
