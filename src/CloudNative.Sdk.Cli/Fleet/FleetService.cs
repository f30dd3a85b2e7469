using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>One service of the fleet as it is deployed to one environment.</summary>
/// <param name="Folder">The folder of its manifests.</param>
/// <param name="Release">Its record.</param>
/// <param name="Calls">The services that it calls by name, by code or by service.yaml.</param>
/// <param name="Hosts">The hosts that its code calls by address.</param>
/// <param name="Objects">Its objects on Kubernetes; null where it has none in the environment.</param>
/// <param name="Places">What it takes that another service cannot have as well.</param>
internal sealed record FleetService(
    string Folder, ReleaseFile Release, IReadOnlyList<string> Calls, IReadOnlyList<string> Hosts, ObjectSet? Objects, IReadOnlyList<TakenPlace> Places)
{
    public string Name => Release.Service;

    /// <summary>Reads what a publish left; what cannot be read is reported.</summary>
    public static FleetService Read(ReleaseFile release, string environment, DiagnosticBag diagnostics)
    {
        var folder = Path.GetDirectoryName(release.Path)!;
        var facts = FactsFile.Read(FileOf(folder, FactsFile.Name), diagnostics);
        var objects = ObjectFiles.Sets([.. FilesOf(folder, "kubernetes/rendered", environment, ".yaml")], new LintKnowledge(), diagnostics).FirstOrDefault(set => set.Environment == environment);
        return new FleetService(
            folder,
            release,
            [.. release.Contract[Contract.Dependencies].Where(Shapes.DnsLabel.Matches)],
            [.. (facts?.Code.Calls ?? []).Where(call => call["service"] is null).Select(call => HostOf(call["address"])).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            objects,
            [.. TakenPlace.OfMarathon(FilesOf(folder, "marathon", environment, ".json"), diagnostics), .. TakenPlace.OfRoutes(objects)]);
    }

    private static string? HostOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;

    /// <summary>Gets the files of an environment, with those of its slots: <c>prod.yaml</c>, <c>prod.blue.yaml</c>.</summary>
    private static IEnumerable<ManifestFile> FilesOf(string folder, string below, string environment, string extension)
    {
        var path = Path.Combine(folder, below);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, environment + "*" + extension)
                .Where(file => Path.GetFileName(file).Split('.')[0] == environment)
                .Order(StringComparer.Ordinal)
                .Select(file => FileOf(folder, $"{below}/{Path.GetFileName(file)}")!)
            : [];
    }

    private static ManifestFile? FileOf(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? new ManifestFile(name, File.ReadAllText(Path.Combine(folder, name))) : null;
}
