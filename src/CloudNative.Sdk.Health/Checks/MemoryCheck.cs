using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Reports when the container nears its memory limit, where the kernel would kill it.</summary>
internal sealed class MemoryCheck(CgroupMemory memory, double share) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge(context.Registration.FailureStatus));

    private HealthCheckResult Judge(HealthStatus failure)
    {
        if (memory.Read() is not var (used, limit))
        {
            return HealthCheckResult.Healthy("no memory limit");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{used >> 20} MiB of {limit >> 20} MiB in use");
        return used < limit * share
            ? HealthCheckResult.Healthy(text)
            : new HealthCheckResult(failure, string.Create(CultureInfo.InvariantCulture, $"{text}, at or over {share:P0}"));
    }
}
