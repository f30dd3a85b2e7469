using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Runs all rules over a scenario and compares what they report with what is marked.</summary>
internal static class RuleRun
{
    /// <summary>Expects exactly the marked spans; <c>[|so|]</c> stands for the given id.</summary>
    public static async Task ReportsMarked(string id, Scenario scenario)
    {
        var reported = await Analyze(scenario.Compile(), scenario);

        var expected = scenario.Files.SelectMany(file => file.Markup.Spans.Select(span => Shown(span.Id ?? id, file.Name, file.Markup.Source, span.Span.Start, span.Span.End)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), reported.Select(Shown).Order(StringComparer.Ordinal));
    }

    public static Task ReportsMarked(string id, params string[] sources) => ReportsMarked(id, Scenario.Of(sources));

    /// <summary>Expects no report of any rule.</summary>
    public static async Task IsSilent(Scenario scenario) => Assert.Empty((await Analyze(scenario.Compile(), scenario)).Select(Shown));

    public static Task IsSilent(params string[] sources) => IsSilent(Scenario.Of(sources));

    /// <summary>Gets the one message reported.</summary>
    public static async Task<string> Message(params string[] sources)
    {
        var scenario = Scenario.Of(sources);
        return Assert.Single(await Analyze(scenario.Compile(), scenario)).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, Scenario scenario)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            scenario.AnalyzerOptions,
            onAnalyzerException: (exception, _, _) => { lock (failures) { failures.Add(exception); } },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var reported = await compilation.WithAnalyzers([new DefectAnalyzer()], options).GetAnalyzerDiagnosticsAsync();

        Assert.Empty(failures);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == "AD0001");
        return [.. reported.Sort((left, right) => left.Location.SourceSpan.Start.CompareTo(right.Location.SourceSpan.Start))];
    }

    private static string Shown(Diagnostic diagnostic)
    {
        var (tree, span) = (diagnostic.Location.SourceTree!, diagnostic.Location.SourceSpan);
        return Shown(diagnostic.Id, tree.FilePath, tree.ToString(), span.Start, span.End);
    }

    private static string Shown(string id, string file, string source, int start, int end) =>
        $"{id} {file}({source[..start].Count(letter => letter == '\n') + 1}) {source[start..end]}";
}
