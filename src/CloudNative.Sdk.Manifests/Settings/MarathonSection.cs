using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>marathon: {servicePort: 10110, altPort: 10111}</c>.</summary>
internal sealed class MarathonSection(ObjectReader root, DiagnosticBag diagnostics)
{
    public MarathonSetting? Read()
    {
        if (root.Object("marathon") is not { } marathon)
        {
            return null;
        }

        var setting = new MarathonSetting(marathon.Port("servicePort"), marathon.Port("altPort"));
        marathon.Finish();
        if (setting.AltPort is { } alt && alt.Value == setting.ServicePort?.Value)
        {
            diagnostics.Error(
                DiagnosticIds.PortNotUnique,
                alt.Position,
                FormattableString.Invariant($"marathon.altPort is {alt.Value}, which is marathon.servicePort too; both colours listen during a switch, so state another"));
        }

        return setting;
    }
}
