using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Inputs;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>Looks at the project of a service: its packages, what its code uses, and its settings.</summary>
internal sealed class ProjectExamination
{
    private const string All = "all";

    private readonly string _folder;
    private readonly string _environment;
    private readonly string _project;

    /// <summary>Finds the project.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="environment">The environment whose configuration is shown.</param>
    /// <exception cref="WrongUseException">The folder holds none, or several.</exception>
    public ProjectExamination(string folder, string environment)
    {
        (_folder, _environment) = (folder, environment);
        string[] projects = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.csproj").Order(StringComparer.Ordinal)] : [];
        _project = projects switch
        {
            [var only] => Path.GetFileNameWithoutExtension(only),
            [] => throw new WrongUseException($"'{folder}' holds no project; name the folder of one, or the address of an instance, as http://127.0.0.1:8081"),
            _ => throw new WrongUseException($"'{folder}' holds several projects: {string.Join(", ", projects.Select(Path.GetFileName))}"),
        };
    }

    /// <exception cref="WrongUseException">There is no such environment.</exception>
    public Examination Run()
    {
        var packages = PackageVersions.Examine(Path.Combine(_folder, "obj", "project.assets.json"));
        if (FindAssembly() is not { } assembly)
        {
            return new([.. packages, new Advice("the project is not built", "dotnet build, and look again: what the code uses is read from the assembly")], []);
        }

        using var image = File.OpenRead(assembly);
        var facts = AssemblyFacts.Read(image);
        var settings = new ProjectSettings(new SettingsFolder(_folder), _project, facts).Examine(_environment);
        return new([.. packages, FeaturesOf(facts), .. settings.Findings, Published()], settings.Configuration);
    }

    private Advice Published() => FolderSearch.Find(_folder, InputsFile.FileName).Count > 0
        ? new Advice("manifests were written at a publish")
        : new Advice("no manifests were written yet", "dotnet publish writes them into deploy/");

    private static Advice FeaturesOf(IReadOnlyList<Fact> facts)
    {
        string[] features = [.. facts.Where(fact => fact.Kind == FactKinds.Features).SelectMany(fact => fact.All("feature")).Distinct().Order(StringComparer.Ordinal)];
        return features switch
        {
            [] => new Advice("the code uses no feature of the SDK", "call builder.AddCloudNative(), which adds health, telemetry, discovery, resiliency and the ops server"),
            _ when features.Contains(All) || features.Contains("health") => new Advice($"the code uses {(features.Contains(All) ? "all features" : string.Join(", ", features))}"),
            _ => new Advice($"the code uses {string.Join(", ", features)}, and nothing answers the probes", "call builder.AddCloudNativeHealth(), or builder.AddCloudNative() for everything"),
        };
    }

    /// <summary>Gets the assembly that was built last, of any configuration.</summary>
    private string? FindAssembly()
    {
        var output = Path.Combine(_folder, "bin");
        return Directory.Exists(output)
            ? Directory.EnumerateFiles(output, _project + ".dll", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal).FirstOrDefault()
            : null;
    }
}
