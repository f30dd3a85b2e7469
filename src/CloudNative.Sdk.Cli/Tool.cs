using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using CloudNative.Sdk.Cli.Comparing;
using CloudNative.Sdk.Cli.Examining;
using CloudNative.Sdk.Cli.Explaining;
using CloudNative.Sdk.Cli.Fleet;
using CloudNative.Sdk.Cli.Importing;
using CloudNative.Sdk.Cli.Linting;
using CloudNative.Sdk.Cli.Notes;
using CloudNative.Sdk.Cli.Notifying;
using CloudNative.Sdk.Cli.Planning;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Cli.Rendering;
using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Cli;

/// <summary>The tool <c>dotnet cloudnative</c>: a table of its commands.</summary>
internal static class Tool
{
    private const string CommandName = "dotnet-cloudnative";

    /// <summary>What stands for standard input where a command takes a file.</summary>
    public const string StandardInput = "-";

    /// <summary>How long a command may take to stop after a signal, until it is ended.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">What stands behind the name of the tool.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="error">Takes problems and progress.</param>
    /// <param name="isWatched">Whether somebody looks at standard error, so that progress is told.</param>
    /// <param name="cancellationToken">Ends the command early, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, bool isWatched, CancellationToken cancellationToken)
    {
        var root = Commands(isWatched);
        var parsed = root.Parse(arguments);
        string[] problems = [.. UnknownCommands(parsed), .. UnknownOptions(parsed, root), .. parsed.Errors.Select(problem => problem.Message)];
        if (problems.Length == 0)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop }, cancellationToken);
        }

        await error.WriteLineAsync($"dotnet cloudnative: {problems[0]}");
        var command = parsed.CommandResult.Command;
        await error.WriteLineAsync($"'dotnet cloudnative {(command == root ? "" : command.Name + " ")}--help' tells how it is used.");
        return ExitCodes.WrongUse;
    }

    private static Command Commands(bool isWatched)
    {
        var options = new CommonOptions(isWatched);
        var root = new Command(CommandName, "Renders, checks, explains, compares, promotes and rolls back the deployment of services; the command is 'dotnet cloudnative'.")
        {
            RenderCommand.Create(options),
            LintCommand.Create(options),
            ExplainCommand.Create(options),
            DiffCommand.Create(options),
            PlanCommand.Create(options),
            RecordCommand.Create(options),
            PromoteCommand.Create(options),
            RollbackCommand.Create(options),
            NotesCommand.Create(options),
            NotifyCommand.Create(options),
            ImportCommand.Create(options),
            DoctorCommand.Create(options),
            GraphCommand.Create(options),
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        root.Options.Add(options.Json);
        root.Options.Add(options.Verbose);
        return root;
    }

    private static IEnumerable<string> UnknownCommands(ParseResult parsed)
    {
        string[] known = [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
        return known.Length == 0 ? [] : parsed.UnmatchedTokens.Where(token => !token.StartsWith('-')).Select(token => $"unknown command '{token}'; {Suggestion.Or(token, known, $"the commands here are {string.Join(", ", known)}")}");
    }

    /// <summary>Finds options that nobody knows: a command that takes paths would take them for paths.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed, Command root)
    {
        string[] known = [.. parsed.CommandResult.Command.Options.Concat(root.Options).Select(option => option.Name).Distinct()];
        return parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith('-') && token.Value != StandardInput)
            .Select(token => $"unknown option '{token.Value}'; {Suggestion.Or(token.Value, known, $"the options here are {string.Join(", ", known)}")}");
    }
}
