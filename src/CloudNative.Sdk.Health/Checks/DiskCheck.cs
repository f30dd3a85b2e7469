using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Reports when the disk that holds a folder runs full.</summary>
internal sealed class DiskCheck(string folder, long minFreeBytes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MiB free at {folder}");
        return Task.FromResult(free >= minFreeBytes
            ? HealthCheckResult.Healthy(text)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Create(CultureInfo.InvariantCulture, $"{text}, less than {minFreeBytes >> 20} MiB")));
    }
}
