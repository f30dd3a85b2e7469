using System.Globalization;
using System.Text.Json;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>Reads the labels of an application: those of marathon-lb, and those that say who owns it.</summary>
internal static class MarathonLabelImport
{
    private static readonly string[] Written = ["HAPROXY_GROUP", "HAPROXY_DEPLOYMENT_GROUP", "commit", "version"];

    public static void Read(MarathonImport import, JsonElement labels)
    {
        foreach (var label in labels.EnumerateObject())
        {
            Read(import, label.Name, label.Value.ToString());
        }
    }

    private static void Read(MarathonImport import, string name, string value)
    {
        var field = $"labels.{name}";
        switch (name)
        {
            case "HAPROXY_0_VHOST":
                import.Service.Set("marathon-lb", "exposure", "kind");
                import.State(field, value, "exposure", "host");
                break;
            case "HAPROXY_0_PATH":
                import.State(field, value, "exposure", "path");
                break;
            case "HAPROXY_0_REDIRECT_TO_HTTPS":
                import.Service.Set(value == "true", "exposure", "tls");
                break;
            case "HAPROXY_DEPLOYMENT_ALT_PORT" when int.TryParse(import.Resolve(field, value), CultureInfo.InvariantCulture, out var port):
                import.Overlay.Set(port, "marathon", "altPort");
                break;
            case "owner" or "team":
                import.State(field, value, "team");
                break;
            case "email":
                import.State(field, value, "owner", "email");
                break;
            case var _ when Written.Contains(name):
                import.Told(field, "the manifests have it by themselves");
                break;
            default:
                import.Lost(field, "the label has no equivalent");
                break;
        }
    }
}
