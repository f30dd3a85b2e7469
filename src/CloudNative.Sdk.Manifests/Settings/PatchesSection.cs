using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>patches: [{kind: Deployment, merge: {spec: {minReadySeconds: 30}}}]</c>.</summary>
internal sealed class PatchesSection(ObjectReader root, DiagnosticBag diagnostics)
{
    public IReadOnlyList<PatchSetting> Read()
    {
        var patches = new List<PatchSetting>();
        var items = root.List("patches") ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            var path = FormattableString.Invariant($"patches[{index}]");
            if (items[index] is not YamlObject mapping)
            {
                root.WrongValue(items[index].Position, path, "a mapping of kind, name and merge", items[index].Kind);
                continue;
            }

            var patch = new ObjectReader(mapping, path, diagnostics);
            var kind = patch.Text("kind", Shapes.Kind);
            var name = patch.Text("name", Shapes.HostName);
            patch.Require("kind", "merge");
            var merge = patch.Object("merge") is null ? null : mapping.At("merge") as YamlObject;
            patch.Finish();
            if (kind is not null && merge is not null)
            {
                patches.Add(new PatchSetting(kind.Value, name?.Value, merge, mapping.Position));
            }
        }

        return patches;
    }
}
