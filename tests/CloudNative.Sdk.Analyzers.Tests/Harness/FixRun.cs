using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>
/// Applies a fix one report at a time and to the whole project, compares both with the expected text, compiles the result, and runs once more to see
/// that nothing is left to change.
/// </summary>
internal static class FixRun
{
    private const int MaxSteps = 20;

    public static Task Gives(RuleFix fix, string source, string expected) => Gives(fix, Scenario.Of(source), expected);

    public static async Task Gives(RuleFix fix, Scenario scenario, params string[] expected)
    {
        Assert.Equal(expected, await OneByOne(fix, scenario));
        Assert.Equal(expected, await AllAtOnce(fix, scenario));

        var again = Scenario.Of(expected[..scenario.Files.Count]).Beside(scenario.Additional.Select((file, index) => (Path.GetFileName(file.Name), expected[scenario.Files.Count + index])));
        again.Options.Clear();
        foreach (var option in scenario.Options)
        {
            again.Options.Add(option.Key, option.Value);
        }

        Assert.Equal(expected, await OneByOne(fix, again));
    }

    /// <summary>Expects the report and no fix for it.</summary>
    public static async Task OffersNothing(RuleFix fix, params string[] sources)
    {
        var scenario = Scenario.Of(sources);
        var project = ProjectOf(scenario);
        var reports = await Reports(project, scenario, fix);

        Assert.NotEmpty(reports);
        foreach (var report in reports)
        {
            Assert.Null(await ActionFor(fix, project, report));
        }
    }

    private static async Task<string[]> OneByOne(RuleFix fix, Scenario scenario)
    {
        var project = ProjectOf(scenario);
        for (var step = 0; step < MaxSteps; step++)
        {
            CodeAction? action = null;
            foreach (var report in await Reports(project, scenario, fix))
            {
                action ??= await ActionFor(fix, project, report);
            }

            if (action is null)
            {
                return await Texts(project, scenario);
            }

            project = await Apply(action, project);
        }

        throw new InvalidOperationException($"The fix of {fix.FixableDiagnosticIds[0]} still changes the code after {MaxSteps} runs.");
    }

    private static async Task<string[]> AllAtOnce(RuleFix fix, Scenario scenario)
    {
        var project = ProjectOf(scenario);
        var provider = new ReportProvider(scenario, fix);

        // As dotnet format asks when the first report that it finds is of another rule.
        var context = new FixAllContext(
            project, fix, FixAllScope.Project, codeActionEquivalenceKey: null, fix.FixableDiagnosticIds, provider, CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await Texts(action is null ? project : await Apply(action, project), scenario);
    }

    private static async Task<CodeAction?> ActionFor(RuleFix fix, Project project, Diagnostic report)
    {
        CodeAction? found = null;
        if (project.GetDocument(report.Location.SourceTree) is not { } document)
        {
            return null;
        }

        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => found = action, CancellationToken.None));
        return found;
    }

    private static async Task<Project> Apply(CodeAction action, Project project)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<string[]> Texts(Project project, Scenario scenario)
    {
        CompileErrors.FailOn((await project.GetCompilationAsync())!);
        var texts = new List<string>();
        foreach (var (name, _) in scenario.Files)
        {
            texts.Add((await project.Documents.Single(document => document.FilePath == name).GetTextAsync()).ToString());
        }

        foreach (var (name, _) in scenario.Additional)
        {
            texts.Add((await project.AdditionalDocuments.Single(document => document.FilePath == name).GetTextAsync()).ToString());
        }

        return [.. texts];
    }

    private static async Task<ImmutableArray<Diagnostic>> Reports(Project project, Scenario scenario, RuleFix fix)
    {
        var compilation = (await project.GetCompilationAsync())!;
        CompileErrors.FailOn(compilation);
        return [.. (await RuleRun.Analyze(compilation, scenario.OptionsWith(project.AnalyzerOptions.AdditionalFiles))).Where(report => fix.FixableDiagnosticIds.Contains(report.Id))];
    }

    private static Project ProjectOf(Scenario scenario)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Shop", scenario.AssemblyName, LanguageNames.CSharp,
            compilationOptions: scenario.CompilationOptions, parseOptions: scenario.ParseOptions, metadataReferences: scenario.References));
        foreach (var (name, source) in scenario.Sources())
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(source), filePath: name);
        }

        foreach (var (name, text) in scenario.Additional)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(text), filePath: name);
        }

        return solution.GetProject(id)!;
    }

    private sealed class ReportProvider(Scenario scenario, RuleFix fix) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await Reports(project, scenario, fix);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await Reports(document.Project, scenario, fix)).Where(report => report.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
