using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Benchmarks.Analyzers;

/// <summary>Builds one service without analyzers, with ours and with another package, in turn, and tells the least of each.</summary>
internal static class AnalyzerBenchmark
{
    private const int Rounds = 3;
    private const int Slowest = 8;

    private static readonly (string Subject, string Assembly)[] Subjects =
    [
        ("none", ""), ("ours", "CloudNative.Sdk.Analyzers"), ("meziantou", "Meziantou.Analyzer"),
    ];

    public static async Task<int> RunAsync()
    {
        var repository = Path.GetFullPath(Path.Combine(ThisFolder(), "../../.."));
        var service = new ShopService(Directory.CreateTempSubdirectory("cloudnative-analyzed").FullName);
        service.Write(repository, Path.Combine(repository, "analyzers", "CloudNative.Sdk.Analyzers"));
        Console.WriteLine($"{service.Files} files, {service.Lines} lines; a cold compiler each time, {Rounds} rounds, the least");
        var builds = Subjects.ToDictionary(subject => subject.Subject, _ => new List<AnalyzedBuild>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (subject, _) in Subjects)
            {
                builds[subject].Add(await AnalyzedBuild.OfAsync(service.Folder, subject));
            }
        }

        foreach (var (subject, assembly) in Subjects)
        {
            Print(subject, assembly, builds[subject]);
        }

        Directory.Delete(service.Folder, recursive: true);
        return 0;
    }

    private static void Print(string subject, string assembly, List<AnalyzedBuild> builds)
    {
        var best = builds.MinBy(build => build.Of(assembly))!;
        Console.WriteLine($"{subject,-10} wall {builds.Min(build => build.Wall.TotalSeconds):F2} s, all analyzers {builds.Min(build => build.Total):F3} s, its own {best.Of(assembly):F3} s");
        foreach (var (name, seconds) in best.Analyzers.Where(row => assembly.Length > 0 && row.Name.StartsWith(assembly, StringComparison.Ordinal)).OrderByDescending(row => row.Seconds).Take(Slowest))
        {
            Console.WriteLine($"    {seconds:F3} s  {name}");
        }
    }

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
