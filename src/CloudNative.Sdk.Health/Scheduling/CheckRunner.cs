using System.Globalization;
using CloudNative.Sdk.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Runs one check once: in its own scope, off the caller's thread, within a hard limit.</summary>
internal sealed class CheckRunner(IServiceScopeFactory scopes, TimeProvider time, HealthMetrics metrics, HealthChange change, ILogger<CheckRunner> logger)
{
    /// <summary>Runs the check and publishes what it says. Returns when the check itself has ended, so that it never runs twice at once.</summary>
    /// <returns>The status that the run itself found, before the thresholds.</returns>
    public async Task<HealthStatus> RunAsync(ScheduledCheck check, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var cancelled = Task.CompletedTask;

        // A check may block before its first await, so it never runs on this thread.
        var run = Task.Run(() => ExecuteAsync(check.Registration, limit.Token), CancellationToken.None);
        try
        {
            var result = await run.WaitAsync(check.Plan.Timeout, time, stop).ConfigureAwait(false);
            metrics.Ran(check.Name, result.Status, time.GetElapsedTime(start));
            Publish(check, result, time.GetElapsedTime(start));
            return result.Status;
        }
        catch (TimeoutException)
        {
            metrics.TimedOut(check.Name);
            metrics.Ran(check.Name, check.Registration.FailureStatus, time.GetElapsedTime(start));
            Publish(check, Late(check, "timed out after", check.Plan.Timeout), time.GetElapsedTime(start));
            cancelled = CancelAsync(check, limit);
            await OutliveAsync(check, run, start, stop).ConfigureAwait(false);
            return check.Registration.FailureStatus;
        }
        finally
        {
            _ = DisposeAfterAsync(limit, cancelled);
        }
    }

    private static async Task DisposeAfterAsync(CancellationTokenSource limit, Task cancelled)
    {
        await cancelled.ConfigureAwait(false);
        limit.Dispose();
    }

    /// <summary>Cancels the run's token. What hangs on the token is the check's own code: it may throw, and it may block, so nobody waits for this.</summary>
    private async Task CancelAsync(ScheduledCheck check, CancellationTokenSource limit)
    {
        try
        {
            await limit.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            logger.CancellationFailed(exception, check.Name);
        }
    }

    /// <summary>Waits for a run that is over its limit, and keeps its result fresh meanwhile. What the run says in the end is not used.</summary>
    private async Task OutliveAsync(ScheduledCheck check, Task run, long start, CancellationToken stop)
    {
        var warned = false;
        while (true)
        {
            try
            {
                await run.WaitAsync(check.Plan.Period, time, stop).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException)
            {
                var elapsed = time.GetElapsedTime(start);
                if (!warned)
                {
                    logger.CheckIgnoresToken(check.Name, elapsed - check.Plan.Timeout, check.Plan.Timeout);
                    warned = true;
                }

                Publish(check, Late(check, "ignores its cancellation token and still runs after", elapsed), elapsed);
            }
        }
    }

    private async Task<HealthCheckResult> ExecuteAsync(HealthCheckRegistration registration, CancellationToken limit)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var check = registration.Factory(scope.ServiceProvider);
            var context = new HealthCheckContext { Registration = registration };
            return await check.CheckHealthAsync(context, limit).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new HealthCheckResult(registration.FailureStatus, SecretText.Hide(exception.Message), exception);
        }
    }

    private void Publish(ScheduledCheck check, HealthCheckResult result, TimeSpan duration)
    {
        var before = check.Status;
        var (published, isNews) = check.Publish(result, duration);
        if (published.Status != before)
        {
            change.Tell();
        }

        if (!isNews)
        {
            return;
        }

        switch (published.Status)
        {
            case HealthStatus.Healthy:
                logger.CheckHealthy(check.Name, duration, published.Description);
                break;
            case HealthStatus.Degraded:
                logger.CheckDegraded(published.Exception, check.Name, duration, published.Description);
                break;
            default:
                logger.CheckUnhealthy(published.Exception, check.Name, duration, published.Description);
                break;
        }
    }

    private static HealthCheckResult Late(ScheduledCheck check, string what, TimeSpan time) =>
        new(check.Registration.FailureStatus, string.Create(CultureInfo.InvariantCulture, $"{what} {time:c}"));
}
