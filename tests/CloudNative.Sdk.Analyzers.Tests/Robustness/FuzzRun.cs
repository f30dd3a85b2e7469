using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.CodeFixes;
using CloudNative.Sdk.Analyzers.Generation;
using CloudNative.Sdk.Analyzers.Generation.Classification;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Robustness;

/// <summary>Runs every rule twice, every fix that is offered and both generators over one project.</summary>
internal static class FuzzRun
{
    private static readonly ILookup<string, RuleFix> Fixes = typeof(RuleFix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleFix)))
        .Select(type => (RuleFix)Activator.CreateInstance(type)!)
        .ToLookup(fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal);

    /// <summary>Gets how many reports there were and how many fixes were applied.</summary>
    public static async Task<(int Reports, int Fixed)> Over(Project project, CancellationToken cancellation)
    {
        var reports = await Reports(project);
        Assert.Equal(reports.Select(Shown), (await Reports(project)).Select(Shown));
        await Generate(project, cancellation);
        var applied = 0;
        foreach (var report in reports)
        {
            foreach (var fix in Fixes[report.Id])
            {
                applied += await Apply(fix, report, project, cancellation);
            }
        }

        return (reports.Length, applied);
    }

    private static async Task<ImmutableArray<Diagnostic>> Reports(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;

        // A clone shares no semantics with the first run, as in a second build.
        var reports = await RuleRun.Analyze(compilation.Clone(), Scenario.Of().AnalyzerOptions);
        return [.. reports.OrderBy(report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(report => report.Location.SourceSpan.Start).ThenBy(Shown, StringComparer.Ordinal)];
    }

    private static string Shown(Diagnostic report) =>
        $"{report.Location.SourceSpan} {report} {string.Join(' ', report.AdditionalLocations.Select(place => place.SourceSpan))}";

    private static async Task Generate(Project project, CancellationToken cancellation)
    {
        var driver = CSharpGeneratorDriver.Create([new FactsGenerator().AsSourceGenerator(), new ClassificationGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.ParseOptions!)
            .RunGenerators((await project.GetCompilationAsync(cancellation))!, cancellation);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
    }

    private static async Task<int> Apply(RuleFix fix, Diagnostic report, Project project, CancellationToken cancellation)
    {
        if (project.GetDocument(report.Location.SourceTree) is not { } document)
        {
            return 0;
        }

        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), cancellation));
        foreach (var action in actions)
        {
            Assert.NotEmpty(await action.GetOperationsAsync(cancellation));
        }

        return actions.Count;
    }
}
