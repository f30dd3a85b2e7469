using System.CommandLine;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Rendering;

/// <summary><c>render</c>: makes the manifests of compiled services again, without MSBuild.</summary>
internal static class RenderCommand
{
    public static Command Create(CommonOptions options)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Folders to search for services, each with the inputs.json that a publish leaves in deploy/.", DefaultValueFactory = _ => ["."] };
        var properties = new Option<string[]>("--property", "-p") { Description = "A property of the build as name=value, as -p ContainerImageTag=1.4.3.", HelpName = "name=value" };
        var current = new Option<bool>("--current") { Description = "Read service.yaml and its overlays of the project folder as they are now, and not as they were built." };
        var output = new Option<string?>("--output", "-o") { Description = "Write to this folder, with several services to DIR/<assembly>. Default: where the manifests are.", HelpName = "DIR" };
        var command = options.Command("render", "Make the manifests of compiled services again, without MSBuild.", async (parsed, terminal, cancellationToken) =>
        {
            var folders = parsed.GetValue(paths)!.SelectMany(path => FolderSearch.Find(path, InputsFile.FileName)).Distinct(StringComparer.Ordinal).ToList();
            var services = folders.Count > 0 ? folders : throw new WrongUseException($"there is no '{InputsFile.FileName}' below '{string.Join("', '", parsed.GetValue(paths)!)}'; publish the services first");
            var source = new RenderSource(parsed.GetValue(current), [.. parsed.GetValue(properties)!.Select(Parse)]);
            var rendered = await new RenderRun(source, parsed.GetValue(output), terminal).RunAsync(services, cancellationToken);
            return Answer(rendered, terminal);
        });
        command.Arguments.Add(paths);
        command.Options.Add(properties);
        command.Options.Add(current);
        command.Options.Add(output);
        return command;
    }

    private static (BuildProperty Property, string Value) Parse(string stated)
    {
        if (stated.Split('=', 2) is not [var name, var value])
        {
            throw new WrongUseException($"-p takes name=value, but was '{stated}'");
        }

        string[] known = [.. BuildProperty.All.Select(property => property.Name)];
        return BuildProperty.Find(name) is { } property
            ? (property, value)
            : throw new WrongUseException($"unknown property '{name}'; {Suggestion.Or(name, known, $"the properties are {string.Join(", ", known)}")}");
    }

    private static int Answer(IReadOnlyList<RenderedService> rendered, Terminal terminal)
    {
        terminal.Report(rendered.SelectMany(service => service.Diagnostics));
        terminal.Answer(
            new YamlMap { { "services", rendered.Select(service => service.ToMap()).ToList<object>() } },
            () => string.Concat(rendered.Where(service => service.Summary is not null).Select(service => service.Summary + "\n")));
        return rendered.Any(service => service.Summary is null) ? ExitCodes.Findings : ExitCodes.Ok;
    }
}
