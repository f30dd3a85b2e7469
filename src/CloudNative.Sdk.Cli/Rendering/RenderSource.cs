using System.Collections;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Cli.Rendering;

/// <summary>Reads what the manifests of a service follow from: <c>inputs.json</c>, the assembly that it names, and the settings files beside that.</summary>
/// <param name="readsCurrent">Whether <c>service.yaml</c> is read from the project folder, and not as it was built.</param>
/// <param name="properties">Properties of the build that are set by hand.</param>
internal sealed class RenderSource(bool readsCurrent, IReadOnlyList<(BuildProperty Property, string Value)> properties)
{
    private static readonly Dictionary<string, string> Variables =
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    /// <summary>Reads the input; null where something is missing, which is then reported.</summary>
    /// <param name="folder">The folder of the manifests.</param>
    /// <param name="targetOf">Gets the folder that they will be written to, by the name of the assembly.</param>
    /// <param name="diagnostics">Takes the problems.</param>
    public RenderInput? Read(string folder, Func<string, string> targetOf, DiagnosticBag diagnostics)
    {
        var path = Path.Combine(folder, InputsFile.FileName);
        if (InputsFile.Read(new SourceText(path, File.ReadAllText(path)), diagnostics) is not { } inputs)
        {
            return null;
        }

        var assembly = Path.GetFullPath(Path.Combine(folder, inputs.Location.Assembly));
        var project = inputs.Location.Project is { } known && Directory.Exists(Path.Combine(folder, known)) ? Path.GetFullPath(Path.Combine(folder, known)) : null;
        if (!File.Exists(assembly))
        {
            diagnostics.Error(DiagnosticIds.CannotWrite, new Position(path), $"there is no assembly '{inputs.Location.Assembly}' beside it; keep deploy/ together with the published service");
            return null;
        }

        if (readsCurrent && project is null)
        {
            diagnostics.Error(DiagnosticIds.CannotWrite, new Position(path), "--current needs the project folder around it, which is not there");
            return null;
        }

        var target = targetOf(inputs.Build.AssemblyName);
        var input = Read(inputs, assembly, project ?? folder) with { Location = InputLocation.Between(target, assembly, project ?? assembly) };
        return new RenderInput(input, target, project is null ? folder : Path.GetRelativePath(".", project));
    }

    private ManifestInput Read(InputsFile inputs, string assembly, string project)
    {
        using var image = File.OpenRead(assembly);
        var now = new SettingsFolder(project);
        var settings = new SettingsFolder(Path.GetDirectoryName(assembly)!).AppSettings();
        return new ManifestInput
        {
            Build = properties.Aggregate(inputs.Build, (build, stated) => stated.Property.With(build, stated.Value)),
            Facts = AssemblyFacts.Read(image),
            AppSettings = settings.Count > 0 ? settings : now.AppSettings(),
            ServiceFile = readsCurrent ? now.ServiceFile() : inputs.ServiceFiles.FirstOrDefault(file => file.Name == SettingsFolder.ServiceFileName),
            Overlays = readsCurrent ? now.Overlays() : [.. inputs.ServiceFiles.Where(file => file.Name != SettingsFolder.ServiceFileName)],
            Profile = inputs.Profile,
            Overrides = inputs.Overrides,
            PreviousRelease = inputs.PreviousRelease,
            Environment = Variables,
        };
    }
}
