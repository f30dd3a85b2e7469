using CloudNative.Sdk.Options;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Adds the checks of the process itself, unless the application has its own check of that name.</summary>
internal sealed class BuiltInChecks(IOptions<HealthOptions> options, CgroupMemory memory, TimeProvider time) : IPostConfigureOptions<HealthCheckServiceOptions>
{
    public const string Memory = "memory";
    public const string ThreadPool = "threadpool";
    public const string Disk = "disk";

    public void PostConfigure(string? name, HealthCheckServiceOptions registrations)
    {
        if (options.ValueOrNull() is not { BuiltInChecks: true } health)
        {
            return;
        }

        Add(registrations, Memory, new MemoryCheck(memory, health.MemoryShare));
        Add(registrations, ThreadPool, new ThreadPoolCheck(time, health.ThreadPoolDelay));
        Add(registrations, Disk, new DiskCheck(Path.GetTempPath(), health.FreeDiskBytes));
    }

    private static void Add(HealthCheckServiceOptions registrations, string name, IHealthCheck check)
    {
        if (!registrations.Registrations.Any(registration => string.Equals(registration.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            registrations.Registrations.Add(new HealthCheckRegistration(name, check, HealthStatus.Degraded, [HealthTags.Ready]));
        }
    }
}
