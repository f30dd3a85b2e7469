using System.CommandLine;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Releases;

/// <summary><c>record</c>: keeps the complete output of a publish, so that it can be promoted and gone back to.</summary>
internal static class RecordCommand
{
    public static Command Create(CommonOptions options)
    {
        var store = new Option<string>("--store", "-s") { Description = "The folder of recorded releases.", HelpName = "DIR", DefaultValueFactory = _ => "releases" };
        var deploy = new Argument<string>("DEPLOY") { Description = "The deploy folder of the release, or one above it." };
        var environments = new Option<string[]>("--env", "-e") { Description = "An environment in which the release runs now.", HelpName = "NAME" };
        var command = options.Command("record", "Keep the complete output of a publish in a store of releases.", async (parsed, terminal, cancellationToken) =>
        {
            var diagnostics = new DiagnosticBag();
            if (DeployFolder.Read(parsed.GetValue(deploy)!, diagnostics) is { } read)
            {
                foreach (var environment in parsed.GetValue(environments)!)
                {
                    Check(read.Release, environment);
                }

                var releases = new ReleaseStore(Path.Combine(parsed.GetValue(store)!, read.Release.Service));
                await releases.RecordAsync(read, parsed.GetValue(environments)!, diagnostics, cancellationToken);
                if (!diagnostics.HasErrors)
                {
                    terminal.Answer(
                        new YamlMap { { "release", read.Release.ToMap() }, { "folder", releases.FolderOf(read.Release.Name) }, { "environments", parsed.GetValue(environments)! } },
                        () => $"{read.Release.Title}: {read.Files.Count} files -> {releases.FolderOf(read.Release.Name)}\n");
                    return ExitCodes.Ok;
                }
            }

            terminal.Report(diagnostics.Ordered());
            return ExitCodes.Findings;
        });
        command.Arguments.Add(deploy);
        command.Options.Add(environments);
        command.Options.Add(store);
        return command;
    }

    /// <summary>Checks that a release is made for an environment.</summary>
    /// <exception cref="WrongUseException">It is not.</exception>
    public static void Check(ReleaseFile release, string environment)
    {
        if (!release.Environments.Contains(environment))
        {
            throw new WrongUseException($"{release.Title} has no environment '{environment}'; {Suggestion.Or(environment, release.Environments, $"it has {string.Join(", ", release.Environments)}")}");
        }
    }
}
