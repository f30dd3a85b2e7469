using System.CommandLine;
using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary><c>graph</c>: who calls whom in a fleet, and what stands in the way.</summary>
internal static class GraphCommand
{
    public static Command Create(CommonOptions options)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Folders to search for published services, each with the release.json of its publish.", DefaultValueFactory = _ => ["."] };
        var environment = new Option<string?>("--env", "-e") { Description = "The environment. Default: the last one to which services are promoted.", HelpName = "NAME" };
        var svg = new Option<string?>("--svg") { Description = "Also draw the graph as an SVG image.", HelpName = "FILE" };
        var command = options.Command("graph", "Draw who calls whom among published services, and check what stands in the way.", (parsed, terminal, cancellationToken) =>
        {
            var folders = parsed.GetValue(paths)!.SelectMany(path => FolderSearch.Find(path, ReleaseRecord.FileName)).Distinct(StringComparer.Ordinal).ToList();
            if (folders.Count == 0)
            {
                throw new WrongUseException($"there is no '{ReleaseRecord.FileName}' below '{string.Join("', '", parsed.GetValue(paths)!)}'; publish the services first");
            }

            var diagnostics = new DiagnosticBag();
            var graph = Read(folders, parsed.GetValue(environment), diagnostics, cancellationToken);
            if (parsed.GetValue(svg) is { } file)
            {
                File.WriteAllText(file, SvgGraph.Write(graph));
            }

            var findings = diagnostics.Ordered();
            terminal.Report(findings);
            terminal.Answer(ToMap(graph, findings), () => MermaidGraph.Write(graph));
            return Task.FromResult(findings.Count > 0 ? ExitCodes.Findings : ExitCodes.Ok);
        });
        command.Arguments.Add(paths);
        command.Options.Add(environment);
        command.Options.Add(svg);
        return command;
    }

    private static FleetGraph Read(IReadOnlyList<string> folders, string? stated, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var releases = folders.Select(folder => ReleaseFile.Read(Path.Combine(folder, ReleaseRecord.FileName))).ToList();
        var environments = releases.SelectMany(release => release.Environments).Distinct(StringComparer.Ordinal).ToList();
        if (stated is not null && !environments.Contains(stated))
        {
            throw new WrongUseException($"no service has an environment '{stated}'; {Suggestion.Or(stated, environments, $"the environments are {string.Join(", ", environments)}")}");
        }

        var environment = stated ?? environments[^1];
        var services = new Dictionary<string, FleetService>(StringComparer.Ordinal);
        foreach (var release in releases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var service = FleetService.Read(release, environment, diagnostics);
            if (!services.TryAdd(service.Name, service))
            {
                diagnostics.Error(DiagnosticIds.NameTaken, new Position(service.Release.Path), $"the name '{service.Name}' belongs to the service in '{services[service.Name].Folder}'; choose another, or leave one of the folders out");
            }
        }

        return FleetGraph.Of(environment, [.. services.Values], diagnostics);
    }

    private static YamlMap ToMap(FleetGraph graph, IReadOnlyList<Diagnostic> findings) => new()
    {
        { "environment", graph.Environment },
        { "services", graph.Services.Select(service => service.Release.ToMap()).ToList<object>() },
        { "calls", graph.Calls.Select(call => new YamlMap { { "from", call.From }, { "to", call.To }, { "inFleet", call.IsInFleet }, { "allowed", call.IsAllowed } }).ToList<object>() },
        { "findings", findings.Select(DiagnosticMap.Of).ToList<object>() },
    };
}
