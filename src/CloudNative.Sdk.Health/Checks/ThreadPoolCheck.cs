using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Reports when a work item waits too long for a thread, the sign of blocked threads.</summary>
internal sealed class ThreadPoolCheck(TimeProvider time, TimeSpan maxDelay) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var started = new TaskCompletionSource();
        var queued = time.GetTimestamp();

        // To the global queue, where requests wait too; a local queue would be served by this very thread.
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.TrySetResult(), started, preferLocal: false);
        await started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        var delay = time.GetElapsedTime(queued);
        var text = string.Create(CultureInfo.InvariantCulture, $"a work item waited {delay.TotalMilliseconds:F1} ms");
        return delay < maxDelay
            ? HealthCheckResult.Healthy(text)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Create(CultureInfo.InvariantCulture, $"{text}, at or over {maxDelay.TotalMilliseconds:F0} ms"));
    }
}
