using System.Collections;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using Microsoft.Build.Framework;

namespace CloudNative.Sdk.Manifests;

/// <summary>The MSBuild task that writes the deployment manifests of a service.</summary>
/// <remarks>
/// It decides by content: what is up to date is not written, and what was deleted comes back. Where nothing at all has changed since the last build that had nothing
/// to report, it reads no further than to see that. Relative paths are relative to the project.
/// </remarks>
public sealed class GenerateManifests : Microsoft.Build.Utilities.Task
{
    /// <summary>Gets or sets the full path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Gets or sets the path of the compiled assembly, which is read and not loaded.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <summary>Gets or sets the path of the assembly as it is deployed, which <c>inputs.json</c> names for those who make the manifests again.</summary>
    /// <value>Empty: no such file is written.</value>
    public string DeployedAssembly { get; set; } = "";

    /// <summary>Gets or sets the folder to write to.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>Gets or sets the version of the service.</summary>
    /// <value>As <c>1.4.2</c>; in an image tag a <c>+</c> becomes <c>_</c>.</value>
    public string Version { get; set; } = "";

    /// <summary>Gets or sets the commit that was built.</summary>
    /// <value>A hash; empty when it is not known.</value>
    public string SourceRevisionId { get; set; } = "";

    /// <summary>Gets or sets the branch that was built.</summary>
    /// <value>Empty when it is not known.</value>
    public string Branch { get; set; } = "";

    /// <summary>Gets or sets what the build server knows the build by.</summary>
    /// <value>Empty when it is not known.</value>
    public string BuildId { get; set; } = "";

    /// <summary>Gets or sets the number of the build for people.</summary>
    /// <value>Empty when it is not known.</value>
    public string BuildNumber { get; set; } = "";

    /// <summary>Gets or sets who started the build.</summary>
    /// <value>Empty when it is not known.</value>
    public string BuildUser { get; set; } = "";

    /// <summary>Gets or sets the name of the job or the pipeline.</summary>
    /// <value>Empty when it is not known.</value>
    public string JobName { get; set; } = "";

    /// <summary>Gets or sets whether the project uses Microsoft.NET.Sdk.Web.</summary>
    /// <value>The default is <see langword="false"/>. A fact about the program counts for more.</value>
    public bool UsesWebSdk { get; set; }

    /// <summary>Gets or sets the registry of the image.</summary>
    /// <value>As <c>registry.example.org</c>; empty for none.</value>
    public string ContainerRegistry { get; set; } = "";

    /// <summary>Gets or sets the repository of the image.</summary>
    /// <value>Empty for the name of the assembly, made valid as <c>PublishContainer</c> does.</value>
    public string ContainerRepository { get; set; } = "";

    /// <summary>Gets or sets the tag of the image.</summary>
    /// <value>Empty for the version. <c>latest</c> is an error.</value>
    public string ContainerImageTag { get; set; } = "";

    /// <summary>Gets or sets several tags of the image, of which the first that is not <c>latest</c> is used.</summary>
    /// <value>Tags separated by semicolons.</value>
    public string ContainerImageTags { get; set; } = "";

    /// <summary>Gets or sets the digest of the published image.</summary>
    /// <value>As <c>sha256:e3b0…</c>; empty before the image is published.</value>
    public string ContainerDigest { get; set; } = "";

    /// <summary>Gets or sets the path of <c>release.json</c> of the release before.</summary>
    /// <value>Empty where there is none.</value>
    public string PreviousRelease { get; set; } = "";

    /// <summary>Gets or sets the path of the profile of the platform.</summary>
    /// <value>Empty where there is none.</value>
    public string Profile { get; set; } = "";

    /// <summary>Gets or sets the fields of service.yaml that properties of the build set, as <c>ScaleMin</c>, each with the metadata <c>Value</c>.</summary>
    public ITaskItem[] Overrides { get; set; } = [];

    /// <summary>Gets or sets the day of the build, after which an exception has expired.</summary>
    /// <value>As <c>2026-11-21</c>; empty leaves that unchecked.</value>
    public string Today { get; set; } = "";

    /// <summary>Gets or sets the path of the file by which the next build sees that nothing has changed.</summary>
    /// <value>Empty: everything is made each time.</value>
    public string StampFile { get; set; } = "";

    /// <summary>Gets or sets the ports that the image exposes, of which the first that is not the ops port is used.</summary>
    public ITaskItem[] ContainerPorts { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Report(new Diagnostic(new Position(Path.GetFileName(ProjectFile)), true, DiagnosticIds.CannotWrite, $"the manifests cannot be made: {exception.Message}"));
        }

        return !Log.HasLoggedErrors;
    }

    private string ProjectFolder => Path.GetDirectoryName(ProjectFile)!;

    private string FullOutputFolder => Path.Combine(ProjectFolder, OutputFolder);

    private void Run()
    {
        if (StampFile.Length == 0)
        {
            Generate();
            return;
        }

        var stamp = new GenerationStamp(Path.Combine(ProjectFolder, StampFile), FullOutputFolder);
        var fingerprint = Fingerprint();
        if (stamp.Find(fingerprint) is { } summary)
        {
            ReportWritten(summary);
            return;
        }

        stamp.Clear();
        if (Generate() is { Diagnostics.Count: 0 } result)
        {
            stamp.Write(fingerprint, ManifestWriter.Summary(result, 0, ShownFolder()), result.Files.Select(file => file.Path));
        }
    }

    /// <summary>Makes and writes the manifests; null where that was not possible, which is then reported.</summary>
    private ManifestResult? Generate()
    {
        var result = ManifestGenerator.Generate(ReadInput());
        Report(result.Diagnostics);
        if (Log.HasLoggedErrors)
        {
            return null;
        }

        if (result.Files.Count == 0)
        {
            Report(new Diagnostic(new Position(Path.GetFileName(ProjectFile)), true, DiagnosticIds.NothingGenerated, "manifests are enabled, but none was made; set CloudNativeManifestsEnabled to false if that is meant"));
            return null;
        }

        var diagnostics = new DiagnosticBag();
        var changed = new ManifestWriter(FullOutputFolder, ShownFolder()).Write(result, diagnostics);
        Report(diagnostics.Ordered());
        if (changed is not { } count)
        {
            return null;
        }

        ReportWritten(ManifestWriter.Summary(result, count, ShownFolder()));
        return result;
    }

    private string Fingerprint()
    {
        var fingerprint = new TaskFingerprint();
        string[] properties =
        [
            ProjectFile, DeployedAssembly, OutputFolder, Version, SourceRevisionId, Branch, BuildId, BuildNumber, BuildUser, JobName, UsesWebSdk ? "web" : "", ContainerRegistry, ContainerRepository,
            ContainerImageTag, ContainerImageTags, ContainerDigest, Profile, PreviousRelease, Today,
        ];
        Array.ForEach(properties, fingerprint.Add);
        Array.ForEach(ContainerPorts, port => fingerprint.Add(port.ItemSpec));
        Array.ForEach(Overrides, item => fingerprint.Add(item.ItemSpec + "=" + item.GetMetadata("Value")));
        fingerprint.AddFile(Path.Combine(ProjectFolder, AssemblyFile), isText: false);
        fingerprint.AddFiles(ProjectFolder, "service*.yaml");
        fingerprint.AddFiles(ProjectFolder, "appsettings*.json");
        foreach (var file in new[] { Profile, PreviousRelease })
        {
            if (file.Length > 0)
            {
                fingerprint.AddFile(Path.Combine(ProjectFolder, file), isText: true);
            }
        }

        fingerprint.AddVariables(Environment.GetEnvironmentVariables());
        return fingerprint.ToString();
    }

    private void ReportWritten(string summary) => Log.LogMessage(MessageImportance.High, "{0}", "CloudNative manifests: " + summary);

    private ManifestInput ReadInput()
    {
        using var assembly = File.OpenRead(Path.Combine(ProjectFolder, AssemblyFile));
        var settings = new SettingsFolder(ProjectFolder);
        return new ManifestInput
        {
            Facts = AssemblyFacts.Read(assembly),
            Build = ReadProperties(),
            AppSettings = settings.AppSettings(),
            ServiceFile = settings.ServiceFile(),
            Overlays = settings.Overlays(),
            PreviousRelease = PreviousRelease.Length > 0 ? new SourceText(PreviousRelease, File.ReadAllText(Path.Combine(ProjectFolder, PreviousRelease))) : null,
            Profile = Profile.Length > 0 ? new SourceText(Path.GetFileName(Profile), File.ReadAllText(Path.Combine(ProjectFolder, Profile))) : null,
            Overrides = Overrides.ToDictionary(item => item.ItemSpec, item => item.GetMetadata("Value"), StringComparer.Ordinal),
            Today = Today.Length > 0 ? Today : null,
            Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value, StringComparer.Ordinal),
            Location = DeployedAssembly.Length > 0 ? InputLocation.Between(FullOutputFolder, Path.Combine(ProjectFolder, DeployedAssembly), ProjectFolder) : null,
        };
    }

    private BuildProperties ReadProperties() => new()
    {
        AssemblyName = Path.GetFileNameWithoutExtension(AssemblyFile),
        ProjectFile = Path.GetFileName(ProjectFile),
        Version = Version,
        SourceRevisionId = SourceRevisionId,
        Branch = Branch,
        BuildId = BuildId,
        BuildNumber = BuildNumber,
        BuildUser = BuildUser,
        JobName = JobName,
        UsesWebSdk = UsesWebSdk,
        ContainerRegistry = ContainerRegistry,
        ContainerRepository = ContainerRepository,
        ContainerImageTag = ContainerImageTag,
        ContainerImageTags = ContainerImageTags,
        ContainerDigest = ContainerDigest,
        ContainerPorts = [.. ContainerPorts.Select(port => port.ItemSpec)],
    };

    private string ShownFolder()
    {
        var shown = OutputFolder.Replace('\\', '/').TrimEnd('/');
        var project = ProjectFolder.Replace('\\', '/') + "/";
        return shown.StartsWith(project, StringComparison.Ordinal) ? shown.Substring(project.Length) : shown;
    }

    private void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Report(diagnostic);
        }
    }

    private void Report(Diagnostic diagnostic)
    {
        var (file, line, column) = (diagnostic.Position.File, diagnostic.Position.Line, diagnostic.Position.Column);
        if (diagnostic.IsError)
        {
            Log.LogError(null, diagnostic.Id, null, file, line, column, 0, 0, "{0}", diagnostic.Message);
        }
        else
        {
            Log.LogWarning(null, diagnostic.Id, null, file, line, column, 0, 0, "{0}", diagnostic.Message);
        }
    }
}
