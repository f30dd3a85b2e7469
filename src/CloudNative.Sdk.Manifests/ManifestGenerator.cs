using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Kubernetes;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests;

/// <summary>Makes the manifests of a service: a pure function, which touches no file, clock or environment.</summary>
internal static class ManifestGenerator
{
    /// <summary>Makes all files, or none and every problem.</summary>
    public static ManifestResult Generate(ManifestInput input)
    {
        var diagnostics = new DiagnosticBag();
        var stated = input.ServiceFile is null ? new ServiceSettings() : ServiceFile.Read(input.ServiceFile, diagnostics);
        WarnOfOverlays(input.Overlays, diagnostics);
        var code = new CodeFacts(input.Facts, input.Build.AssemblyName);
        var service = new ServiceModelResolver(code, input.Build, stated, AppSettings.Read(input.AppSettings, diagnostics), diagnostics).Resolve();
        return new ManifestResult(
            $"{service.Name} {input.Build.Version}",
            diagnostics.HasErrors ? [] : [.. KubernetesFolder.Render(service).OrderBy(file => file.Path, StringComparer.Ordinal)],
            diagnostics.Ordered());
    }

    private static void WarnOfOverlays(IReadOnlyList<string> overlays, DiagnosticBag diagnostics)
    {
        if (overlays.Count > 0)
        {
            var names = overlays.OrderBy(name => name, StringComparer.Ordinal).ToList();
            diagnostics.Warning(
                DiagnosticIds.OverlayNotRendered,
                new Position(names[0]),
                $"this version writes one rendering for all environments and does not apply {string.Join(", ", names)}; keep such values in kustomize overlays of your own");
        }
    }
}
