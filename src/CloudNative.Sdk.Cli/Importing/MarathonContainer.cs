using System.Text.Json;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>Reads the container of an application: its image, which is the build's to name, and its ports.</summary>
internal sealed class MarathonContainer(MarathonImport import)
{
    private static readonly string[] OpsNames = ["admin", "management", "metrics", "ops"];

    public void Read(JsonElement container)
    {
        foreach (var field in container.EnumerateObject())
        {
            if (field.Name == "docker")
            {
                ReadDocker(field.Value);
            }
            else
            {
                Read($"container.{field.Name}", field.Name, field.Value);
            }
        }
    }

    private void ReadDocker(JsonElement docker)
    {
        foreach (var field in docker.EnumerateObject())
        {
            Read($"container.docker.{field.Name}", field.Name, field.Value);
        }
    }

    private void Read(string field, string name, JsonElement value)
    {
        switch (name)
        {
            case "image":
                ReadImage(field, value.GetString() ?? "");
                break;
            case "portMappings":
                ReadPorts(field, value);
                break;
            default:
                import.ReadOther(field, value);
                break;
        }
    }

    private void ReadImage(string field, string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry = slash > 0 && image[..slash].AsSpan().IndexOfAny('.', ':') >= 0;
        var path = hasRegistry ? image[(slash + 1)..] : image;
        var tag = path.IndexOf(':', StringComparison.Ordinal);
        var repository = tag < 0 ? path : path[..tag];
        import.Told(field, $"the build names the image: set {(hasRegistry ? $"ContainerRegistry to {image[..slash]} and " : "")}ContainerRepository to {repository} in the project");
    }

    private void ReadPorts(string field, JsonElement ports)
    {
        foreach (var (index, port) in ports.EnumerateArray().Index())
        {
            var name = port.TryGetProperty("name", out var stated) ? stated.GetString()! : index == 0 ? "http" : "";
            if (index == 0 || OpsNames.Contains(name))
            {
                ReadPort($"{field}[{index}]", OpsNames.Contains(name) ? "ops" : "http", port);
            }
            else
            {
                import.Lost($"{field}[{index}]", "the manifests have the ports http and ops only");
            }
        }
    }

    private void ReadPort(string field, string name, JsonElement port)
    {
        if (port.TryGetProperty("containerPort", out var number) && import.Number(field, number) is { } container && container > 0)
        {
            import.Service.Set((int)container, "ports", name, "port");
        }

        if (name == "http" && port.TryGetProperty("servicePort", out var service) && import.Number(field, service) is { } outside && outside > 0)
        {
            import.Overlay.Set((int)outside, "marathon", "servicePort");
        }
    }
}
