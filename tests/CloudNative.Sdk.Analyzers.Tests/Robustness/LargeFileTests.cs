using System.Diagnostics;
using System.Globalization;
using System.Text;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Tests.Robustness;

/// <summary>With the environment variable CLOUDNATIVE_FUZZ_LINES the file has as many lines (default 5,000; 50,000 take about a minute).</summary>
public sealed class LargeFileTests(ITestOutputHelper output)
{
    private const string DefaultLines = "5000";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly int HalfOfTheLines = int.Parse(Environment.GetEnvironmentVariable("CLOUDNATIVE_FUZZ_LINES") ?? DefaultLines, CultureInfo.InvariantCulture) / 2;

    /// <summary>What many rules look at, with defects and without, in one body.</summary>
    private const string Statements = """
                try
                {
                    using var activity = source.StartActivity("step");
                    var watch = System.Diagnostics.Stopwatch.StartNew();
                    var answer = await http.GetAsync("/orders/" + id, cancellationToken);
                    duration.Record(watch.Elapsed.TotalMilliseconds, new KeyValuePair<string, object?>("order.id", id));
                    sold.Add(1, new KeyValuePair<string, object?>("kind", "book"));
                    logger.LogInformation("Order {Id} gave {Status}", id, answer.StatusCode);
                }
                catch (Exception exception)
                {
                    logger.LogError(exception, "Order {Id} failed", id);
                }

                for (var attempt = 0; attempt < 3; attempt++)
                {
                    try
                    {
                        await http.PostAsync("/orders", null, cancellationToken);
                        break;
                    }
                    catch (HttpRequestException)
                    {
                        await Task.Delay(100, cancellationToken);
                    }
                }

        """;

    [Fact]
    public async Task A_file_of_many_lines_half_of_them_one_method_does_not_hang()
    {
        var text = OfManyTypes() + OfOneMethod();
        var compilation = (await FuzzProject.With(text, number: 1).GetCompilationAsync(TestContext.Current.CancellationToken))!;

        var watch = Stopwatch.StartNew();
        var reports = await RuleRun.Analyze(compilation, Scenario.Of().AnalyzerOptions).WaitAsync(Limit, TestContext.Current.CancellationToken);

        output.WriteLine($"{text.Count(letter => letter == '\n')} lines: {reports.Length} reports, {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.NotEmpty(reports);
    }

    private static string OfOneMethod()
    {
        var text = new StringBuilder("""
            public sealed class Orders(HttpClient http, ILogger<Orders> logger, System.Diagnostics.ActivitySource source, System.Diagnostics.Metrics.Histogram<double> duration, System.Diagnostics.Metrics.Counter<int> sold)
            {
                public async Task Run(string id, CancellationToken cancellationToken)
                {

            """);
        var lines = Statements.Count(letter => letter == '\n');
        for (var line = 0; line < HalfOfTheLines; line += lines)
        {
            text.Append(Statements);
        }

        return text.Append("    }\n}\n").ToString();
    }

    // Each program that has types only, in a namespace of its own, over and over.
    private static string OfManyTypes()
    {
        var programs = Corpus.Sources.Select(source => CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot())
            .Where(unit => unit.Members.Count > 0 && unit.AttributeLists.Count == 0 && unit.Members.All(member => member is BaseTypeDeclarationSyntax))
            .Select(unit => $"{unit.Usings.ToFullString()}{unit.Members.ToFullString()}\n")
            .ToList();
        var text = new StringBuilder();
        for (var (copy, lines) = (0, 0); lines < HalfOfTheLines; copy++)
        {
            var body = programs[copy % programs.Count];
            text.Append("namespace Copy").Append(copy).Append("\n{\n").Append(body).Append("}\n");
            lines += body.Count(letter => letter == '\n') + 3;
        }

        return text.ToString();
    }
}
