using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Rendering;

/// <summary>One version of a service, in all its environments.</summary>
/// <param name="Environments">The service in each environment, in the order of promotion; at least one.</param>
/// <param name="Code">What the code tells.</param>
internal sealed record ServiceRelease(IReadOnlyList<ServiceModel> Environments, CodeFacts Code)
{
    /// <summary>Gets the service where it ends up: in the last environment.</summary>
    public ServiceModel Final => Environments[Environments.Count - 1];

    public string Name => Final.Name;
}
