using System.Net;
using CloudNative.Sdk.TestSupport.Pages;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Packages.Tests.Readmes;

/// <summary>
/// Somebody who does what a page says, from its top to its end, in an empty folder: writes the files whose names stand before their content, types the commands, and compares what is printed.
/// </summary>
/// <param name="page">The name of the page.</param>
/// <param name="text">The page.</param>
/// <param name="folder">The empty folder.</param>
/// <param name="shell">Where commands are typed.</param>
/// <param name="address">What <c>localhost</c> stands for: with an address of its own the page may use the ports that are written there.</param>
internal sealed class Walkthrough(string page, string text, string folder, UserShell shell, IPAddress address) : IAsyncDisposable
{
    private const string LocalHost = "localhost";

    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<FencedBlock> _blocks = FencedBlock.ReadAll(text);
    private readonly string _where = Path.Combine(folder, "where");
    private string _folder = folder;
    private int _done;
    private ChildProcess? _running;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gets the commands that did what the page says.</summary>
    public int Commands { get; private set; }

    /// <summary>Gets the project in the folder that the page has led to; null where there is none.</summary>
    public string? Project => Directory.EnumerateFiles(_folder, "*.csproj").SingleOrDefault();

    /// <summary>Does what comes before the first service that is started; nothing where there is none.</summary>
    public Task PrepareAsync() => FollowAsync(_blocks.ToList().FindIndex(block => PageCommand.Of(block).Any(command => command.GoesOn)));

    /// <summary>Does the rest.</summary>
    public Task FinishAsync() => FollowAsync(_blocks.Count);

    public ValueTask DisposeAsync() => _running?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task FollowAsync(int end)
    {
        for (; _done < end; _done++)
        {
            var block = _blocks[_done];
            if (block.File is { } file)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder, file), ToAddress(block.Text), Token);
            }

            foreach (var command in PageCommand.Of(block))
            {
                await (command.GoesOn ? StartAsync(command) : command.Asks ? AskAsync(command) : TypeAsync(command));
                Commands++;
            }
        }
    }

    private async Task StartAsync(PageCommand command)
    {
        await DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(_folder, "launchSettings.json", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(file, ToAddress(await File.ReadAllTextAsync(file, Token)), Token);
        }

        _running = shell.Start("exec " + ToAddress(command.Text), _folder, new KeyValuePair<string, string?>("CloudNative__Ops__Address", $"{address}"));
        await _running.WaitForAsync(
            $"the start that {Place(command)} promises", CommandLimit, _ => Task.FromResult(_running.Output.Contains("Application started.", StringComparison.Ordinal)), Token);
    }

    /// <summary>Asks again for a while, as people do of a service that has just started.</summary>
    private async Task AskAsync(PageCommand command)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await FaultAsync(command) is { } fault)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < AnswerLimit, $"{fault}\nThe service printed:\n{_running?.Output}");
        }
    }

    private async Task TypeAsync(PageCommand command)
    {
        if (await FaultAsync(command) is { } fault)
        {
            Assert.Fail(fault);
        }
    }

    /// <summary>Types a command.</summary>
    /// <returns>What is not as the page says; null where all is.</returns>
    private async Task<string?> FaultAsync(PageCommand command)
    {
        await using var process = shell.Start($"{ToAddress(command.Text)}\npwd > '{_where}'", _folder);
        var code = await process.WaitForExitAsync(CommandLimit, Token);
        var output = process.Output.Replace($"{address}", LocalHost, StringComparison.Ordinal);
        if (code != 0 != command.Fails)
        {
            return $"{Place(command)} ended with {code}:\n{output}";
        }

        if (PrintedText.Missing(output, command.Shown) is { } missing)
        {
            return $"{Place(command)} did not print, in its place,\n{missing}\nbut this:\n{output}";
        }

        _folder = code == 0 ? (await File.ReadAllTextAsync(_where, Token)).Trim() : _folder;
        return null;
    }

    private string Place(PageCommand command) => $"{page}({command.Line}): '{command.Text}'";

    private string ToAddress(string written) => written.Replace(LocalHost, $"{address}", StringComparison.Ordinal);
}
