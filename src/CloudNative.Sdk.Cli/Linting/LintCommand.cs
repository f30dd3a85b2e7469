using System.CommandLine;
using System.Globalization;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Linting;

/// <summary><c>lint</c>: checks folders of manifests, whoever wrote them.</summary>
internal static class LintCommand
{
    public static Command Create(CommonOptions options)
    {
        var folders = new Argument<string[]>("DEPLOY") { Description = "Folders of manifests.", DefaultValueFactory = _ => ["."] };
        var sarif = new Option<string?>("--sarif") { Description = "Also write the findings as SARIF 2.1.0, which code hosts and editors show.", HelpName = "FILE" };
        var digest = new Option<bool>("--require-digest") { Description = "An image without a digest is an error outside dev and test." };
        var without = new Option<string[]>("--without") { Description = "An id that is not checked, as CNS7115.", HelpName = "ID" };
        var previous = new Option<string?>("--previous") { Description = "The release.json of the release before, with which the selector is compared.", HelpName = "FILE" };
        var command = options.Command("lint", "Check folders of manifests offline, whoever wrote them.", (parsed, terminal, cancellationToken) =>
        {
            var lint = new LintOptions
            {
                Today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                RequiresDigest = parsed.GetValue(digest),
                Without = parsed.GetValue(without)!,
                PreviousRelease = parsed.GetValue(previous) is { } path ? new SourceText(path, File.ReadAllText(path)) : null,
            };
            var findings = parsed.GetValue(folders)!.SelectMany(folder => Check(folder, lint, terminal, cancellationToken)).ToList();
            if (parsed.GetValue(sarif) is { } file)
            {
                File.WriteAllText(file, SarifFile.Write(findings));
            }

            terminal.Report(findings);
            var errors = findings.Count(finding => finding.IsError);
            terminal.Answer(
                new YamlMap { { "errors", errors }, { "warnings", findings.Count - errors }, { "findings", findings.Select(DiagnosticMap.Of).ToList<object>() } },
                () => $"{errors} errors, {findings.Count - errors} warnings\n");
            return Task.FromResult(findings.Count > 0 ? ExitCodes.Findings : ExitCodes.Ok);
        });
        command.Arguments.Add(folders);
        command.Options.Add(sarif);
        command.Options.Add(digest);
        command.Options.Add(without);
        command.Options.Add(previous);
        return command;
    }

    private static IEnumerable<Diagnostic> Check(string folder, LintOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new WrongUseException($"there is no folder '{folder}'");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var files = ManifestFolder.Read(folder);
        terminal.Progress($"{folder}: {files.Count} files");
        return files.Count > 0
            ? Linter.Check(files, options).Select(finding => finding with { Position = finding.Position with { File = Path.Combine(folder, finding.Position.File) } })
            : throw new WrongUseException($"'{folder}' holds no manifests");
    }
}
