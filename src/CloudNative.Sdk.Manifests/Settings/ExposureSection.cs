using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Platforms;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>exposure: {kind: route, host: shop.example.org, path: /, tls: true}</c>.</summary>
internal sealed class ExposureSection(ObjectReader root, Profile profile, DiagnosticBag diagnostics)
{
    public const string None = "none";
    public const string Route = "route";
    public const string Ingress = "ingress";
    public const string MarathonLb = "marathon-lb";

    public ExposureSetting? Read()
    {
        if (root.Object("exposure") is not { } exposure)
        {
            return null;
        }

        var setting = new ExposureSetting(
            exposure.OneOf("kind", None, Route, Ingress, MarathonLb)?.Value ?? profile.ExposureKind,
            exposure.Text("host", Shapes.HostName),
            exposure.Text("path", Shapes.UrlPath)?.Value ?? "/",
            exposure.Truth("tls") ?? profile.ExposureTls);
        exposure.Finish();
        if (setting.Kind != None && setting.Host is null && exposure.Node("host") is null)
        {
            diagnostics.Warning(DiagnosticIds.NoHost, exposure.Position, "the service is exposed without a host, so that it answers for every host of the gateway; state exposure.host");
        }

        return setting.Kind == None ? null : setting;
    }
}
