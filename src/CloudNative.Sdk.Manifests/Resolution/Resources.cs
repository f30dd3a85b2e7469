using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>The resources of an instance.</summary>
internal sealed record Resources(Amount Cpu, Amount Memory, Amount EphemeralStorage)
{
    /// <summary>Gets the resources of a size, each of which what is stated replaces.</summary>
    public static Resources From(ResourceSize size, ResourceSettings requests, ResourceSettings limits) => From(Over(size.Requests, requests, limits, requests), Over(size.Limits, requests, limits, limits));

    /// <summary>One end of a resource that is stated makes the size give way at both: the other end follows from it.</summary>
    private static ResourceSettings Over(ResourceSettings size, ResourceSettings requests, ResourceSettings limits, ResourceSettings stated) => new()
    {
        Cpu = requests.Cpu is null && limits.Cpu is null ? size.Cpu : stated.Cpu,
        Memory = requests.Memory is null && limits.Memory is null ? size.Memory : stated.Memory,
        EphemeralStorage = requests.EphemeralStorage is null && limits.EphemeralStorage is null ? size.EphemeralStorage : stated.EphemeralStorage,
    };

    private static readonly Quantity DefaultCpu = Quantity.Cpu("100m")!;
    private static readonly Quantity DefaultCpuLimit = Quantity.Cpu("1")!;
    private static readonly Quantity DefaultMemory = Quantity.Bytes("256Mi")!;
    private static readonly Quantity DefaultStorage = Quantity.Bytes("128Mi")!;

    private static Resources From(ResourceSettings requests, ResourceSettings limits) => new(
        Shared(requests.Cpu?.Value, limits.Cpu?.Value),
        Guaranteed(requests.Memory?.Value, limits.Memory?.Value, DefaultMemory),
        Guaranteed(requests.EphemeralStorage?.Value, limits.EphemeralStorage?.Value, DefaultStorage));

    /// <summary>Processors may be shared: the limit may lie above the request, and a stated end moves the default at the other end.</summary>
    private static Amount Shared(Quantity? request, Quantity? limit)
    {
        var least = request ?? (limit is not null && limit.Amount < DefaultCpu.Amount ? limit : DefaultCpu);
        var most = limit ?? (least.Amount > DefaultCpuLimit.Amount ? least : DefaultCpuLimit);
        return new Amount(least, most);
    }

    /// <summary>Memory and storage cannot be taken back from a process, so the limit equals the request unless both are stated.</summary>
    private static Amount Guaranteed(Quantity? request, Quantity? limit, Quantity byDefault) =>
        new(request ?? limit ?? byDefault, limit ?? request ?? byDefault);
}
