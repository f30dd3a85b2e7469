using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Benchmarks.Analyzers;

/// <summary>One build with what the compiler says about its analyzers.</summary>
internal sealed partial record AnalyzedBuild(
    string Compiler,
    TimeSpan Wall,
    double Total,
    IReadOnlyList<(string Name, double Seconds)> Assemblies,
    IReadOnlyList<(string Name, double Seconds)> Analyzers,
    IReadOnlyList<(string Name, double Seconds)> Generators)
{
    /// <summary>Builds the project.</summary>
    /// <param name="folder">The folder of the project.</param>
    /// <param name="subject">Which analyzers it has.</param>
    /// <param name="server">The compiler server that is asked, as that of a developer who builds again and again; null for a compiler that is started for it.</param>
    public static async Task<AnalyzedBuild> OfAsync(string folder, string subject, string? server)
    {
        await RunAsync(folder, "restore", "-v:quiet", $"-p:Subject={subject}");
        var start = Stopwatch.GetTimestamp();
        var output = await RunAsync(
            folder, "build", "--no-restore", "--no-incremental", "-v:detailed", $"-p:UseSharedCompilation={server is not null}", $"-p:SharedCompilationId={server}", $"-p:RunAnalyzers={subject != "off"}", "-p:ReportAnalyzer=true", $"-p:Subject={subject}");
        var wall = Stopwatch.GetElapsedTime(start);
        if (server is not null && !output.Contains("server processed compilation", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The compiler server did not compile.");
        }

        var parts = output.Split("Total generator execution time");
        return new AnalyzedBuild(
            CompilerPath().Match(output).Groups[1].Value,
            wall,
            Number(TotalTime().Match(parts[0]).Groups[1].Value),
            [.. AssemblyTime().Matches(parts[0]).Select(Row)],
            [.. AnalyzerTime().Matches(parts[0]).Select(Row)],
            [.. AssemblyTime().Matches(parts[1]).Select(Row)]);
    }

    /// <summary>Ends the compiler server of this name.</summary>
    public async Task StopAsync(string server)
    {
        using var process = Process.Start("dotnet", [Path.Combine(Path.GetDirectoryName(Compiler)!, "VBCSCompiler.dll"), "-shutdown", $"-pipename:{server}"]);
        await process.WaitForExitAsync();
    }

    public double Of(string assembly) => Of(Assemblies, assembly);

    public double OfGenerators(string assembly) => Of(Generators, assembly);

    private static double Of(IReadOnlyList<(string Name, double Seconds)> rows, string assembly) => rows.Where(row => row.Name == assembly).Sum(row => row.Seconds);

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

    [GeneratedRegex(@"PathToTool=(.+)")]
    private static partial Regex CompilerPath();

    [GeneratedRegex(@"Total analyzer execution time: ([0-9.<]+) seconds")]
    private static partial Regex TotalTime();

    [GeneratedRegex(@"^\s+([0-9.<]+)\s+[0-9<]+\s+([A-Za-z0-9_.]+), Version=", RegexOptions.Multiline)]
    private static partial Regex AssemblyTime();

    [GeneratedRegex(@"^\s+([0-9.<]+)\s+[0-9<]+\s+([A-Za-z0-9_.]+) \(", RegexOptions.Multiline)]
    private static partial Regex AnalyzerTime();
}
