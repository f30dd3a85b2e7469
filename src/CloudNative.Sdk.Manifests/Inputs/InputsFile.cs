using System.Text.Json;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>
/// <c>inputs.json</c> beside the manifests: what only the build knew when they were made. With it and the compiled assembly they can be made again without MSBuild.
/// It holds no settings file of the service, which may hold passwords: these lie beside the assembly.
/// </summary>
/// <param name="Location">Where the assembly and the project were.</param>
/// <param name="Build">The properties of the build.</param>
/// <param name="ServiceFiles"><c>service.yaml</c> and its overlays.</param>
/// <param name="PreviousRelease">The record of the release before; null where there was none.</param>
internal sealed record InputsFile(InputLocation Location, BuildProperties Build, IReadOnlyList<SourceText> ServiceFiles, SourceText? PreviousRelease)
{
    /// <summary>Gets the profile of the platform; null where there was none.</summary>
    public SourceText? Profile { get; init; }

    /// <summary>Gets the fields that properties of the build set.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    public const string FileName = "inputs.json";

    private const string Schema = "cloudnative.inputs/1";
    private const string NotInputs = $"the file is no record of a build ({Schema}); publish the project again";

    public static ManifestFile Write(InputLocation location, ManifestInput input) => JsonText.WriteFile(FileName, new YamlMap
    {
        { "schema", Schema },
        { "assembly", location.Assembly },
        { "project", location.Project },
        { "build", Map(BuildProperty.All.Select(property => (property.Name, property.Get(input.Build)))) },
        { "files", Map(new[] { input.ServiceFile }.Concat(input.Overlays).OfType<SourceText>().Select(file => (file.Name, file.Text))) },
        { "profile", input.Profile is { } profile ? Map([(Path.GetFileName(profile.Name), profile.Text)]) : null },
        { "overrides", input.Overrides.Values.All(value => value.Length == 0) ? null : Map(input.Overrides.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value))) },
        { "previousRelease", input.PreviousRelease is { } previous ? Map([(Path.GetFileName(previous.Name), previous.Text)]) : null },
    });

    /// <summary>Reads the file; null when it is none, which is then reported.</summary>
    public static InputsFile? Read(SourceText file, DiagnosticBag diagnostics)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() == Schema)
            {
                var build = Texts(root, "build").Aggregate(
                    new BuildProperties { AssemblyName = "", ProjectFile = "" }, (properties, text) => BuildProperty.Find(text.Name)?.With(properties, text.Text) ?? properties);
                var location = new InputLocation(root.GetProperty("assembly").GetString()!, root.TryGetProperty("project", out var project) ? project.GetString() : null);
                return new InputsFile(location, build, Texts(root, "files"), Texts(root, "previousRelease").FirstOrDefault())
                {
                    Profile = Texts(root, "profile").FirstOrDefault(),
                    Overrides = Texts(root, "overrides").ToDictionary(setting => setting.Name, setting => setting.Text, StringComparer.Ordinal),
                };
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        diagnostics.Error(DiagnosticIds.Syntax, new Position(file.Name), NotInputs);
        return null;
    }

    private static YamlMap Map(IEnumerable<(string Name, string Text)> texts) =>
        new YamlMap().With(texts.Where(text => text.Text.Length > 0).Select(text => new KeyValuePair<string, object>(text.Name, text.Text)));

    private static List<SourceText> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var texts) ? [.. texts.EnumerateObject().Select(text => new SourceText(text.Name, text.Value.GetString() ?? ""))] : [];
}
