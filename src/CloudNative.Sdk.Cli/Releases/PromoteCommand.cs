using System.CommandLine;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary><c>promote</c>: lets a release go on to the next environment only with the image that ran in the one before.</summary>
internal static class PromoteCommand
{
    public static Command Create(CommonOptions options)
    {
        var store = new StoreOptions();
        var from = new Argument<string>("FROM") { Description = "The environment that the release has run in." };
        var to = new Argument<string>("TO") { Description = "The environment that it goes to." };
        var deploy = new Argument<string?>("DEPLOY") { Description = "The deploy folder that shall go there. Default: the release that runs in FROM.", Arity = ArgumentArity.ZeroOrOne };
        var command = options.Command("promote", "Let a release go on to the next environment, only with the image recorded for the one before.", async (parsed, terminal, cancellationToken) =>
        {
            var diagnostics = new DiagnosticBag();
            var promotion = new Promotion(store.Open(parsed), parsed.GetValue(from)!, parsed.GetValue(to)!, diagnostics);
            var promoted = await promotion.RunAsync(parsed.GetValue(deploy), cancellationToken);
            terminal.Report(diagnostics.Ordered());
            if (promoted is null)
            {
                return ExitCodes.Findings;
            }

            terminal.Answer(
                new YamlMap { { "release", promoted.Release.ToMap() }, { "from", parsed.GetValue(from) }, { "to", parsed.GetValue(to) }, { "folder", promoted.Folder } },
                () => $"{promoted.Release.Title}: {parsed.GetValue(from)} -> {parsed.GetValue(to)}, image {promoted.Release.Digest}; what to apply is in {promoted.Folder}\n");
            return ExitCodes.Ok;
        });
        command.Arguments.Add(from);
        command.Arguments.Add(to);
        command.Arguments.Add(deploy);
        store.AddTo(command);
        return command;
    }
}
