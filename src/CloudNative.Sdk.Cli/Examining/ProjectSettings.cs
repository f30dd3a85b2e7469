using CloudNative.Sdk.Cli.Explaining;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Cli.Examining;

/// <summary>Looks at what a project states beside its code: <c>service.yaml</c>, its overlays and the settings files.</summary>
internal sealed class ProjectSettings(SettingsFolder folder, string project, IReadOnlyList<Fact> facts)
{
    /// <summary>Looks at all environments, and shows the configuration of one.</summary>
    /// <exception cref="WrongUseException">There is no such environment.</exception>
    public Examination Examine(string environment)
    {
        var input = new ManifestInput
        {
            Build = new BuildProperties { AssemblyName = project, ProjectFile = project + ".csproj", Version = "1.0.0" },
            Facts = facts,
            AppSettings = folder.AppSettings(),
            ServiceFile = folder.ServiceFile(),
            Overlays = folder.Overlays(),
        };
        var result = ManifestGenerator.Generate(input);
        var configuration = ConfigurationOf(input, result, environment);
        return new([.. Findings(input, result), .. configuration.Conflicts()], configuration.Settings);
    }

    private static IEnumerable<Advice> Findings(ManifestInput input, ManifestResult result)
    {
        if (input.ServiceFile is null)
        {
            yield return new Advice("there is no service.yaml", "say in service.yaml beside the project file what code cannot know: 'apiVersion: cloudnative/v1', team, owner, scale");
        }

        foreach (var problem in result.Diagnostics)
        {
            yield return new Advice($"{problem.Id} in {problem.Position}", problem.Message);
        }

        if (result.Diagnostics.Count == 0)
        {
            yield return new Advice($"the settings are valid for {result.Environments} environments");
        }
    }

    private ProjectConfiguration ConfigurationOf(ManifestInput input, ManifestResult result, string environment)
    {
        // Settings with faults have no files.
        var explained = result.Files.FirstOrDefault(file => file.Path == ExplainFile.FileName) is { } file ? ExplainedValue.OfEnvironment(ExplainedValue.Parse(file.Content), environment) : [];
        string[] names = [$"appsettings.{new TargetEnvironment(environment).DotnetName}.json", "appsettings.json"];
        return new ProjectConfiguration(
            new CodeFacts(facts, project),
            explained,
            [.. names.SelectMany(name => input.AppSettings.Where(file => file.Name == name)).Select(file => AppSettings.Read([file], new DiagnosticBag()))]);
    }
}
