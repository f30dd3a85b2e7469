using System.CommandLine;
using System.Text.Json;
using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary><c>import marathon</c>: makes <c>service.yaml</c> of the template of a Marathon application.</summary>
internal static class ImportCommand
{
    private const string SchemaLine = "# yaml-language-server: $schema=./obj/cloudnative.service.schema.json\n";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Command Create(CommonOptions options)
    {
        var template = new Argument<string>("TEMPLATE") { Description = "The application as JSON, with old tokens as $runtime:instances$ and <build:commit>." };
        var values = new Argument<string?>("VALUES") { Description = "The values of the tokens, as YAML; runtime.env names the environment.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--output", "-o") { Description = "The project folder.", HelpName = "DIR", DefaultValueFactory = _ => "." };
        var force = new Option<bool>("--force") { Description = "Replace files that are there." };
        var marathon = options.Command("marathon", "Make service.yaml and an overlay of the template of a Marathon application.", (parsed, terminal, _) =>
        {
            var diagnostics = new DiagnosticBag();
            var tokens = TemplateValues.Read(parsed.GetValue(values), diagnostics);
            var import = new MarathonImport(tokens);
            if (Parse(parsed.GetValue(template)!, diagnostics) is { } application)
            {
                import.Read(application);
            }

            IReadOnlyList<SourceText> files = diagnostics.HasErrors ? [] : FilesOf(import, tokens.Environment);
            terminal.Report([.. diagnostics.Ordered(), .. ProblemsOf(files)]);
            if (diagnostics.HasErrors || ProblemsOf(files).Any())
            {
                return Task.FromResult(ExitCodes.Findings);
            }

            Write(files, parsed.GetValue(output)!, parsed.GetValue(force));
            terminal.Answer(
                new YamlMap { { "files", files.Select(file => file.Name).ToList() }, { "notes", import.Notes.Select(note => note.ToMap()).ToList<object>() } },
                () => string.Concat(import.Notes.OrderBy(note => !note.IsLost).Select(note => $"{(note.IsLost ? "lost" : "told")}  {note.Field}: {note.Text}\n")) + $"{string.Join(", ", files.Select(file => file.Name))} -> {parsed.GetValue(output)}\n");
            return Task.FromResult(ExitCodes.Ok);
        });
        marathon.Arguments.Add(template);
        marathon.Arguments.Add(values);
        marathon.Options.Add(output);
        marathon.Options.Add(force);
        return new Command("import", "Make service.yaml of what another system uses.") { marathon };
    }

    private static JsonElement? Parse(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using var document = JsonDocument.Parse(LegacyTokens.Normalize(File.ReadAllText(path)), Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                return document.RootElement.Clone();
            }

            diagnostics.Error(DiagnosticIds.WrongValue, new Position(path, 1, 1), "the template must be one application of Marathon, with an id");
        }
        catch (JsonException exception)
        {
            diagnostics.Error(DiagnosticIds.Syntax, new Position(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1), "the JSON cannot be read here");
        }

        return null;
    }

    private static List<SourceText> FilesOf(MarathonImport import, string environment)
    {
        var lost = import.Notes.Where(note => note.IsLost).Select(note => $"# Not taken over: {note.Field}: {note.Text}\n");
        List<SourceText> files = [new(SettingsFolder.ServiceFileName, SchemaLine + YamlEmitter.Write(import.Service.ToMap()) + string.Concat(lost))];
        if (!import.Overlay.IsEmpty)
        {
            files.Add(new SourceText(TargetEnvironment.OverlayOf(environment), YamlEmitter.Write(import.Overlay.ToMap())));
        }

        return files;
    }

    /// <summary>Gets what a build would say about the files.</summary>
    private static IEnumerable<Diagnostic> ProblemsOf(IReadOnlyList<SourceText> files) => files.Count == 0 ? [] : ManifestGenerator.Generate(new ManifestInput
    {
        Build = new BuildProperties { AssemblyName = "Imported", ProjectFile = "Imported.csproj", Version = "1.0.0" },
        ServiceFile = files[0],
        Overlays = [.. files.Skip(1)],
    }).Diagnostics.Where(problem => problem.IsError);

    private static void Write(IReadOnlyList<SourceText> files, string folder, bool replaces)
    {
        Directory.CreateDirectory(folder);
        string[] there = [.. files.Select(file => Path.Combine(folder, file.Name)).Where(File.Exists)];
        if (there.Length > 0 && !replaces)
        {
            throw new WrongUseException($"{string.Join(", ", there)} {(there.Length == 1 ? "is" : "are")} there already; --force replaces what is there");
        }

        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        }
    }
}
