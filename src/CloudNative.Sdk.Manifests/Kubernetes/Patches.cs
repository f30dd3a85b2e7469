using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>The changes that a team makes to objects after they were made.</summary>
internal static class Patches
{
    public static IReadOnlyList<KubernetesObject> Apply(IReadOnlyList<KubernetesObject> objects, IReadOnlyList<PatchSetting> patches) =>
    [
        .. objects.Select(entry => patches.Where(patch => Fits(patch, entry)).Aggregate(entry, (patched, patch) => patched with { Document = StrategicMerge.Apply(patched.Document, patch.Merge) })),
    ];

    /// <summary>Reports each patch that changes nothing, because there is no such object.</summary>
    public static void Check(ServiceModel service, CodeFacts code, DiagnosticBag diagnostics)
    {
        KubernetesObject[] objects = [.. KubernetesObjects.Unpatched(service, code), .. SideBySide.Unpatched(service).SelectMany(piece => piece.Objects)];
        foreach (var patch in service.Patches.Where(patch => !objects.Any(entry => Fits(patch, entry))))
        {
            diagnostics.Error(
                DiagnosticIds.PatchMatchesNothing,
                patch.Position,
                $"there is no {patch} in '{service.Environment.Name}'; the objects there are {string.Join(", ", objects.Select(entry => $"{entry.Kind} '{entry.Name}'").Distinct())}");
        }
    }

    /// <summary>Gets the fields that a patch sets, with their places.</summary>
    public static IEnumerable<(string Field, YamlText Value)> Fields(PatchSetting patch) => Leaves(patch.Merge, patch.Name is null ? patch.Kind : $"{patch.Kind}/{patch.Name}");

    private static bool Fits(PatchSetting patch, KubernetesObject entry) => entry.Kind == patch.Kind && (patch.Name is null || entry.Name == patch.Name);

    private static IEnumerable<(string Field, YamlText Value)> Leaves(YamlNode node, string path) => node switch
    {
        YamlObject mapping => mapping.Fields.SelectMany(field => Leaves(field.Value, $"{path}.{field.Name}")),
        YamlList list => list.Items.SelectMany((item, index) => Leaves(item, item.TextAt("name") is { } name ? $"{path}[{name}]" : FormattableString.Invariant($"{path}[{index}]"))),
        YamlText text => [(path, text)],
        _ => [],
    };
}
