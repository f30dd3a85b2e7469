using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Benchmarks.Analyzers;

/// <summary>One build with what the compiler says about its analyzers.</summary>
internal sealed partial record AnalyzedBuild(TimeSpan Wall, double Total, IReadOnlyList<(string Name, double Seconds)> Assemblies, IReadOnlyList<(string Name, double Seconds)> Analyzers)
{
    /// <summary>Builds the project with a compiler that is started for it, as in a pipeline.</summary>
    public static async Task<AnalyzedBuild> OfAsync(string folder, string subject)
    {
        await RunAsync(folder, "restore", "-v:quiet", $"-p:Subject={subject}");
        var start = Stopwatch.GetTimestamp();
        var output = await RunAsync(
            folder, "build", "--no-restore", "--no-incremental", "-v:detailed", "-p:UseSharedCompilation=false", $"-p:RunAnalyzers={subject != "none"}", "-p:ReportAnalyzer=true", $"-p:Subject={subject}");
        var wall = Stopwatch.GetElapsedTime(start);
        var analyzers = output.Split("Total generator execution time")[0];
        return new AnalyzedBuild(
            wall,
            Number(TotalTime().Match(analyzers).Groups[1].Value),
            [.. AssemblyTime().Matches(analyzers).Select(Row)],
            [.. AnalyzerTime().Matches(analyzers).Select(Row)]);
    }

    public double Of(string assembly) => Assemblies.Where(row => row.Name == assembly).Sum(row => row.Seconds);

    private static (string, double) Row(Match match) => (match.Groups[2].Value, Number(match.Groups[1].Value));

    // The compiler writes "<0.001" for what is hardly there.
    private static double Number(string text) => double.TryParse(text.TrimStart('<'), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [.. arguments, "-nologo"]) { WorkingDirectory = folder, RedirectStandardOutput = true, Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" } })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{string.Join('\n', output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Take(10))}");
    }

    [GeneratedRegex(@"Total analyzer execution time: ([0-9.<]+) seconds")]
    private static partial Regex TotalTime();

    [GeneratedRegex(@"^\s+([0-9.<]+)\s+[0-9<]+\s+([A-Za-z0-9_.]+), Version=", RegexOptions.Multiline)]
    private static partial Regex AssemblyTime();

    [GeneratedRegex(@"^\s+([0-9.<]+)\s+[0-9<]+\s+([A-Za-z0-9_.]+) \(", RegexOptions.Multiline)]
    private static partial Regex AnalyzerTime();
}
