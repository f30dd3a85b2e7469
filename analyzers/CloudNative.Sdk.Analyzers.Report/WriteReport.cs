using CloudNative.Sdk.Analyzers.Report.Maturity;
using CloudNative.Sdk.Analyzers.Report.Sarif;
using CloudNative.Sdk.Facts;
using Microsoft.Build.Framework;

namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>The MSBuild task that adds a project to <c>cloudnative-report.md</c> and <c>cloudnative-report.sarif</c> of its solution.</summary>
/// <remarks>Projects that are built at the same time, by other processes too, wait for each other.</remarks>
public sealed class WriteReport : Microsoft.Build.Utilities.Task
{
    private const string StoreName = "cloudnative-report.sarif";
    private const string PageName = "cloudnative-report.md";

    /// <summary>Gets or sets the full path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Gets or sets the compiled assembly, which is read and not loaded.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <summary>Gets or sets the log of the compiler, SARIF 2.1.0.</summary>
    [Required]
    public string CompilerLogFile { get; set; } = "";

    /// <summary>Gets or sets the folder of the report.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>Gets or sets the target framework where the project has several.</summary>
    /// <value>As <c>net10.0</c>; empty where it has one.</value>
    public string TargetFramework { get; set; } = "";

    /// <summary>Gets or sets whether a publish of the project writes manifests.</summary>
    public bool HasManifests { get; set; }

    /// <summary>Gets or sets the commit that was built; empty where it is not known.</summary>
    public string SourceRevisionId { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var page = Path.Combine(Folder, PageName);
            var report = ReadProject();
            using (var store = SharedFile.Open(Path.Combine(Folder, StoreName)))
            {
                var (text, projects) = ReportStore.Put(store.Read(), report, IsThere);
                store.Write(text);
                File.WriteAllText(page, ReportPage.Of(projects));
            }

            Log.LogMessage(MessageImportance.High, $"CloudNative report: {report.Name}: {report.Findings.Count} findings -> {page}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException or FormatException)
        {
            Log.LogError(null, "CNS9090", null, Path.GetFileName(ProjectFile), 0, 0, 0, 0, "{0}", $"the report cannot be written ({CompilerLogFile}): {exception.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private ProjectReport ReadProject()
    {
        var (rules, findings) = CompilerLog.Read(File.ReadAllText(CompilerLogFile), Folder);
        using var assembly = File.OpenRead(AssemblyFile);
        var facts = AssemblyFacts.Read(assembly);
        var project = RelativePath.Of(ProjectFile, Folder);
        return new ProjectReport(
            TargetFramework.Length == 0 ? project : $"{project} ({TargetFramework})", Path.GetFileNameWithoutExtension(AssemblyFile), rules, findings, CardOf(facts, findings));
    }

    private List<CardEntry>? CardOf(IReadOnlyList<Fact> facts, IReadOnlyList<Finding> findings)
    {
        if (!facts.Any(fact => fact.Kind == FactKinds.Program))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(ProjectFile)!;
        var service = new ServiceTraits(facts, findings, name => File.Exists(Path.Combine(folder, name)), HasManifests, SourceRevisionId.Length > 0);
        return [.. Criteria.All.Select(criterion => criterion.Judge(service)).OfType<CardEntry>()];
    }

    private bool IsThere(string project) => File.Exists(Path.Combine(Folder, project.Split([" ("], 2, StringSplitOptions.None)[0]));
}
