using System.CommandLine;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary><c>rollback</c>: brings the exact bytes of a release before back.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommonOptions options)
    {
        var store = new StoreOptions();
        var environment = new Option<string?>("--env", "-e") { Description = "The environment to go back in. Default: the latest release goes back, whatever it runs in.", HelpName = "NAME" };
        var to = new Option<string?>("--to") { Description = "The release or the version to go back to. Default: the one before.", HelpName = "RELEASE" };
        var output = new Option<string>("--output", "-o") { Description = "The folder that gets the files.", HelpName = "DIR", Required = true };
        var force = new Option<bool>("--force") { Description = "Go back even where that breaks others." };
        var command = options.Command("rollback", "Bring the exact bytes of a release before back.", async (parsed, terminal, cancellationToken) =>
        {
            var diagnostics = new DiagnosticBag();
            var rollback = new Rollback(store.Open(parsed), parsed.GetValue(environment), parsed.GetValue(force), diagnostics);
            var (from, target) = rollback.Choose(parsed.GetValue(to));
            var changed = await rollback.RunAsync(from, target, parsed.GetValue(output)!, cancellationToken);
            terminal.Report(diagnostics.Ordered());
            if (changed is null)
            {
                return ExitCodes.Findings;
            }

            terminal.Answer(
                new YamlMap { { "from", from }, { "to", target }, { "env", parsed.GetValue(environment) }, { "changed", changed }, { "output", parsed.GetValue(output) } },
                () => $"{from} -> {target}: {changed} files changed -> {parsed.GetValue(output)}\n");
            return ExitCodes.Ok;
        });
        command.Options.Add(environment);
        command.Options.Add(to);
        command.Options.Add(output);
        command.Options.Add(force);
        store.AddTo(command);
        return command;
    }
}
