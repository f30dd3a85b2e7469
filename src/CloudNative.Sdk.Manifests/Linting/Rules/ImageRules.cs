using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>Which image runs.</summary>
internal static class ImageRules
{
    private static readonly Func<ObjectSet, IEnumerable<Finding>> Unpinned = Each.Container(container =>
        container.TextAt("image")?.Contains("@sha256:") == true ? null : $"runs the image '{container.TextAt("image")}' without a digest, so that its bytes may change; publish with -t:PublishContainer");

    public static readonly IReadOnlyList<LintRule> All =
    [
        new(DiagnosticIds.UnsafeImageTag, Foreign.Of("latest-tag", "container-image-tag", "tagNotSpecified"), "Images name one version.", Each.Container(container =>
            IsVersioned(container.TextAt("image") ?? "") ? null : $"runs the image '{container.TextAt("image")}', which names no version; state a tag other than 'latest', or a digest")),
        new(DiagnosticIds.NoDigest, Foreign.None, "Images are pinned by digest outside dev and test.", set => set.Knowledge.RequiresDigest && set.Environment?.Split('.')[0] is not ("dev" or "test") ? Unpinned(set) : []) { IsError = true },
        new("CNS7132", Foreign.Of(kubeScore: "container-image-pull-policy", polaris: "pullPolicyNotAlways"), "The registry is asked for the image each time.", Each.Container(container =>
            container.IsAt("Always", "imagePullPolicy") ? null : "may run an image that lies on the node, without the right to pull it; set imagePullPolicy to Always")),
    ];

    private static bool IsVersioned(string image)
    {
        var name = image.Substring(image.LastIndexOf('/') + 1);
        var tag = name.IndexOf(':');
        return name.Contains("@") || (tag >= 0 && tag < name.Length - 1 && name.Substring(tag + 1) != "latest");
    }
}
