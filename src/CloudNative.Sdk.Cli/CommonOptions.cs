using System.CommandLine;

namespace CloudNative.Sdk.Cli;

/// <summary>What every command takes, and how every command runs.</summary>
/// <param name="isWatched">Whether somebody looks at standard error.</param>
internal sealed class CommonOptions(bool isWatched)
{
    public Option<bool> Json { get; } = new("--json") { Description = "Write the answer to standard output as one JSON document.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell the progress even where standard error is no terminal.", Recursive = true };

    /// <summary>Makes a command of what it does; a problem with its use ends it with a sentence, never with a stack trace.</summary>
    public Command Command(string name, string description, Func<ParseResult, Terminal, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, run, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, Terminal, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var configuration = parsed.InvocationConfiguration;
        var terminal = new Terminal(configuration.Output, configuration.Error, parsed.GetValue(Json), isWatched || parsed.GetValue(Verbose));
        try
        {
            return await run(parsed, terminal, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Report("cancelled");
            return ExitCodes.Cancelled;
        }
        catch (Exception exception) when (exception is WrongUseException or IOException or UnauthorizedAccessException)
        {
            terminal.Report(exception.Message);
            return ExitCodes.WrongUse;
        }
    }
}
