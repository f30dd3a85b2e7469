using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Runs all rules over a scenario and compares what they report with what is marked.</summary>
internal static class RuleRun
{
    /// <summary>Gets every analyzer that the compiler would find.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(RuleDispatcher).Assembly.GetTypes().Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Expects exactly the marked spans of the ids that are asked for or marked; <c>[|so|]</c> stands for the given id.</summary>
    public static async Task ReportsMarked(string id, Scenario scenario)
    {
        var marked = scenario.Files.SelectMany(file => file.Markup.Spans.Select(span => (Id: span.Id ?? id, File: file, span.Span))).ToList();
        var judged = marked.Select(mark => mark.Id).Append(id).ToHashSet(StringComparer.Ordinal);
        var reported = (await Analyze(scenario.Compile(), scenario)).Where(report => judged.Contains(report.Id));

        var expected = marked.Select(mark => Shown(mark.Id, mark.File.Name, mark.File.Markup.Source, mark.Span.Start, mark.Span.End));
        Assert.Equal(expected.Order(StringComparer.Ordinal), reported.Select(Shown).Order(StringComparer.Ordinal));
    }

    public static Task ReportsMarked(string id, params string[] sources) => ReportsMarked(id, Scenario.Of(sources));

    /// <summary>Expects exactly the marked spans, and nothing of any other rule that is on by default.</summary>
    public static async Task ReportsOnlyMarked(string id, Scenario scenario)
    {
        var others = (await Analyze(scenario.Compile(), scenario)).Where(report => report.Id != id && report.Descriptor.IsEnabledByDefault);

        Assert.Empty(others.Select(Shown));
        await ReportsMarked(id, scenario);
    }

    /// <summary>Expects no report of the rule.</summary>
    public static async Task IsSilent(string id, Scenario scenario) =>
        Assert.Empty((await Analyze(scenario.Compile(), scenario)).Where(report => report.Id == id).Select(Shown));

    public static Task IsSilent(string id, params string[] sources) => IsSilent(id, Scenario.Of(sources));

    /// <summary>Expects no report of any rule that is on by default.</summary>
    public static async Task NoRuleReports(Scenario scenario)
    {
        Assert.Empty((await Analyze(scenario.Compile(), scenario)).Where(report => report.Descriptor.IsEnabledByDefault).Select(Shown));
    }

    /// <summary>Gets the one message reported.</summary>
    public static async Task<string> Message(string id, params string[] sources)
    {
        var scenario = Scenario.Of(sources);
        return Assert.Single(await Analyze(scenario.Compile(), scenario), report => report.Id == id).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, Scenario scenario) => Analyze(compilation, scenario.AnalyzerOptions);

    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, AnalyzerOptions analyzerOptions)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            analyzerOptions,
            onAnalyzerException: (exception, _, _) => { lock (failures) { failures.Add(exception); } },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var reported = await OptedIn(compilation).WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();

        Assert.Empty(failures);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == "AD0001");
        return [.. reported.Sort((left, right) => left.Location.SourceSpan.Start.CompareTo(right.Location.SourceSpan.Start))];
    }

    private static Compilation OptedIn(Compilation compilation) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        RuleCatalogue.Off().Select(rule => KeyValuePair.Create(rule.Info.Id, ReportDiagnostic.Info))));

    private static string Shown(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is null)
        {
            var place = diagnostic.Location.GetLineSpan();
            return $"{diagnostic.Id} {place.Path}({place.StartLinePosition.Line + 1})";
        }

        var (tree, span) = (diagnostic.Location.SourceTree!, diagnostic.Location.SourceSpan);
        return Shown(diagnostic.Id, tree.FilePath, tree.ToString(), span.Start, span.End);
    }

    private static string Shown(string id, string file, string source, int start, int end) =>
        $"{id} {file}({source[..start].Count(letter => letter == '\n') + 1}) {source[start..end]}";
}
