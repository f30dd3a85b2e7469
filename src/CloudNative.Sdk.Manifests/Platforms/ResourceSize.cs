using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Platforms;

/// <summary>The resources of an instance under a name.</summary>
internal sealed record ResourceSize(string Name, ResourceSettings Requests, ResourceSettings Limits)
{
    /// <summary>Three sizes where the platform names none; the first is what a service gets that says nothing.</summary>
    public static readonly IReadOnlyList<ResourceSize> Usual = [Of("small", "100m", "256Mi"), Of("medium", "250m", "512Mi"), Of("large", "1", "2Gi")];

    private static ResourceSize Of(string name, string cpu, string memory) =>
        new(name, new ResourceSettings { Cpu = Given(Quantity.Cpu(cpu)), Memory = Given(Quantity.Bytes(memory)), EphemeralStorage = Given(Quantity.Bytes("128Mi")) }, new ResourceSettings());

    private static Given<Quantity> Given(Quantity? amount) => new(amount!, default);
}
