using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>
/// Finds the objects that run together. A file in a folder <c>rendered</c> is complete by itself, or with those of its slots; in other folders all files belong together.
/// What kustomize makes of its pieces is not known here: a folder whose kustomization builds upon others is left out, and so is all of it where <c>rendered</c> lies beside.
/// </summary>
internal static class ObjectFiles
{
    private const string Rendered = "rendered";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static IEnumerable<ObjectSet> Sets(IReadOnlyCollection<ManifestFile> files, LintKnowledge knowledge, DiagnosticBag diagnostics)
    {
        var overlays = new HashSet<string>(files.Where(IsOverlay).Select(file => FolderOf(file.Path)), StringComparer.Ordinal);
        var folders = files.Where(IsReadable).GroupBy(file => FolderOf(file.Path), StringComparer.Ordinal).ToList();
        var complete = folders.Select(folder => folder.Key).Where(IsRendered).Select(FolderOf).ToList();
        foreach (var folder in folders.OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            var isRendered = IsRendered(folder.Key);
            if (!isRendered && (complete.Any(root => IsBelow(folder.Key, root)) || overlays.Contains(folder.Key)))
            {
                continue;
            }

            foreach (var group in isRendered ? folder.GroupBy(file => Slots.WithoutSlot(NameOf(file.Path)), StringComparer.Ordinal).Select(files => files.ToArray()) : [folder.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray()])
            {
                List<ClusterObject> objects = [.. group.SelectMany(file => Objects(file, diagnostics))];
                if (objects.Count > 0)
                {
                    yield return new ObjectSet(isRendered ? Slots.WithoutSlot(NameOf(group[0].Path)) : null, objects, knowledge);
                }
            }
        }
    }

    private static IEnumerable<ClusterObject> Objects(ManifestFile file, DiagnosticBag diagnostics) =>
        file.Read(diagnostics).OfType<YamlObject>()
            .SelectMany(node => node.IsAt("List", "kind") ? node.ItemsAt("items").OfType<YamlObject>() : [node])
            .Where(node => node.TextAt("apiVersion") is not null && node.TextAt("kind") is not (null or "Kustomization"))
            .Select(node => new ClusterObject(node));

    /// <summary>Only what may hold objects is read at all: files of Compose, rules and dashboards are YAML and JSON too.</summary>
    private static bool IsReadable(ManifestFile file) =>
        Extensions.Contains(Path.GetExtension(file.Path)) && file.Content.Contains("apiVersion") && file.Content.Contains("kind");

    private static bool IsOverlay(ManifestFile file) =>
        NameOf(file.Path) == "kustomization" && file.Content.Split('\n').Any(line => line.TrimStart(' ', '-').StartsWith("../", StringComparison.Ordinal));

    private static bool IsRendered(string folder) => folder == Rendered || folder.EndsWith("/" + Rendered, StringComparison.Ordinal);

    private static bool IsBelow(string folder, string root) => root.Length == 0 || folder == root || folder.StartsWith(root + "/", StringComparison.Ordinal);

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path.Substring(0, slash) : "";

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
