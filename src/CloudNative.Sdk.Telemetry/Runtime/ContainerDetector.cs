using Microsoft.Extensions.Configuration;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Describes the container and the place in Kubernetes, by variables of the downward API and by what the kernel shows of the container's mounts.</summary>
/// <param name="root">The root of the file system.</param>
/// <param name="configuration">The configuration, which holds the environment.</param>
/// <remarks>The identity of the service has the namespace already. Nothing is derived from the form of a name.</remarks>
internal sealed class ContainerDetector(string root, IConfiguration configuration) : IResourceDetector
{
    public Resource Detect()
    {
        List<KeyValuePair<string, object>> attributes = [];
        var mounts = ContainerMounts.Read(root);
        Add("container.id", mounts.ContainerId);
        if (Variable("KUBERNETES_SERVICE_HOST", "POD_NAME", "K8S_POD_NAME") is not null)
        {
            Add("k8s.pod.name", Variable("POD_NAME", "K8S_POD_NAME", "HOSTNAME"));
            Add("k8s.pod.uid", Variable("POD_UID", "K8S_POD_UID") ?? mounts.PodUid);
            Add("k8s.namespace.name", Variable("POD_NAMESPACE", "K8S_NAMESPACE_NAME"));
            Add("k8s.node.name", Variable("NODE_NAME", "K8S_NODE_NAME"));
            Add("k8s.deployment.name", Variable("DEPLOYMENT_NAME", "K8S_DEPLOYMENT_NAME"));
            Add("k8s.container.name", Variable("CONTAINER_NAME", "K8S_CONTAINER_NAME") ?? mounts.ContainerName);
        }

        return new Resource(attributes);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                attributes.Add(new(name, value));
            }
        }
    }

    private string? Variable(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (configuration[name] is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }
}
