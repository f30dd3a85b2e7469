using System.Globalization;
using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Benchmarks.Analyzers;

/// <summary>
/// Builds one service without analyzers, with those that the SDK of .NET brings, with ours besides and with another package besides, in turn, and tells the median of
/// each: with a compiler server that has compiled all of them before, which is what the builds of a developer ask, and with a compiler that is started for each, as
/// in a pipeline.
/// </summary>
internal static class AnalyzerBenchmark
{
    private const int WarmUps = 4;
    private const int Rounds = 9;
    private const int ColdRounds = 3;
    private const int Slowest = 8;

    private static readonly (string Subject, string Assembly)[] Subjects =
    [
        ("off", ""), ("none", ""), ("ours", "CloudNative.Sdk.Analyzers"), ("meziantou", "Meziantou.Analyzer"),
    ];

    public static async Task<int> RunAsync()
    {
        var repository = Path.GetFullPath(Path.Combine(ThisFolder(), "../../.."));
        var service = new ShopService(Directory.CreateTempSubdirectory("cloudnative-analyzed").FullName);
        service.Write(repository, Path.Combine(repository, "analyzers", "CloudNative.Sdk.Analyzers"));
        Console.WriteLine($"{service.Files} files, {service.Lines} lines; medians and all rounds");
        await MeasureAsync("a compiler server that has compiled each before", service.Folder, $"cloudnative-{Environment.ProcessId}");
        await MeasureAsync("a compiler that is started for each build", service.Folder, null);
        Directory.Delete(service.Folder, recursive: true);
        return 0;
    }

    private static async Task MeasureAsync(string compiler, string folder, string? server)
    {
        var builds = Subjects.ToDictionary(subject => subject.Subject, _ => new List<AnalyzedBuild>());
        var (warmUps, rounds) = server is null ? (0, ColdRounds) : (WarmUps, Rounds);
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var (subject, _) in Subjects)
            {
                var build = await AnalyzedBuild.OfAsync(folder, subject, server);
                if (round >= 0)
                {
                    builds[subject].Add(build);
                }
            }
        }

        Console.WriteLine(compiler);
        foreach (var (subject, assembly) in Subjects)
        {
            Print(subject, assembly, builds[subject]);
        }

        if (server is not null)
        {
            await builds["none"][0].StopAsync(server);
        }
    }

    private static void Print(string subject, string assembly, List<AnalyzedBuild> builds)
    {
        Console.WriteLine($"  {subject,-10} wall {Text(builds, build => build.Wall.TotalSeconds)}");
        if (assembly.Length == 0)
        {
            return;
        }

        Console.WriteLine($"             own {Text(builds, build => build.Of(assembly))}");
        Console.WriteLine($"             its generators {Text(builds, build => build.OfGenerators(assembly))}");
        foreach (var (name, seconds) in builds.SelectMany(build => build.Analyzers)
            .Where(row => row.Name.StartsWith(assembly, StringComparison.Ordinal))
            .GroupBy(row => row.Name, (name, rows) => (name, Median([.. rows.Select(row => row.Seconds)])))
            .OrderByDescending(row => row.Item2)
            .Take(Slowest))
        {
            Console.WriteLine($"             {seconds:F3} s  {name}");
        }
    }

    private static string Text(List<AnalyzedBuild> builds, Func<AnalyzedBuild, double> read) =>
        FormattableString.Invariant($"{Median([.. builds.Select(read)]):F3} s ({string.Join(", ", builds.Select(build => read(build).ToString("F3", CultureInfo.InvariantCulture)))})");

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
