using CloudNative.Sdk.Core;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Describes the service as a resource; further attributes of <c>OTEL_RESOURCE_ATTRIBUTES</c> are there by OpenTelemetry's own detector.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/resource/</remarks>
internal sealed class IdentityDetector(ServiceIdentity identity) : IResourceDetector
{
    public Resource Detect()
    {
        List<KeyValuePair<string, object>> attributes = [];
        Add("service.name", identity.Name);
        Add("service.version", identity.Version);
        Add("service.instance.id", identity.InstanceId);
        Add("deployment.environment.name", identity.Environment);
        Add("k8s.namespace.name", identity.Namespace);
        Add("cloud.availability_zone", identity.Zone);
        Add("vcs.ref.head.revision", identity.Commit);
        return new Resource(attributes);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                attributes.Add(new(name, value));
            }
        }
    }
}
