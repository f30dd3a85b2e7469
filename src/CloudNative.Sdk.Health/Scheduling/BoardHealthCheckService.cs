using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>
/// Answers the framework's own readers (<see cref="IHealthCheckPublisher"/>s, <c>MapHealthChecks</c>) from the board, so that they run no check either.
/// A check that is yet to give its first result is waited for, as long as its time limit.
/// </summary>
internal sealed class BoardHealthCheckService(HealthBoard board, TimeProvider time) : HealthCheckService
{
    public override async Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
    {
        var checks = board.Checks.Where(check => predicate?.Invoke(check.Registration) ?? true).ToArray();
        var start = time.GetTimestamp();
        await Task.WhenAll(checks.Select(check => FirstResultAsync(check, cancellationToken))).ConfigureAwait(false);
        var entries = checks.ToDictionary(check => check.Name, check => check.ToEntry(), StringComparer.OrdinalIgnoreCase);
        return new HealthReport(entries, time.GetElapsedTime(start));
    }

    private async Task FirstResultAsync(ScheduledCheck check, CancellationToken cancellationToken)
    {
        if (check.Latest is not null)
        {
            return;
        }

        try
        {
            await check.FirstResult.WaitAsync(check.Plan.Timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The report says that it has not run yet.
        }
    }
}
