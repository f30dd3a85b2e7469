using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Runs each check in a loop of its own, from before the first hosted service starts until after the last has stopped.</summary>
internal sealed class CheckScheduler(HealthBoard board, CheckRunner runner, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _loops = Task.WhenAll(board.Checks.Select(check => Task.Run(() => LoopAsync(check, _stop.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task LoopAsync(ScheduledCheck check, CancellationToken stop)
    {
        await Task.Delay(check.Plan.Delay, time, stop).ConfigureAwait(false);
        while (!stop.IsCancellationRequested)
        {
            await runner.RunAsync(check, stop).ConfigureAwait(false);
            await Task.Delay(Jitter(check.Plan.Period), time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Shortens the period by up to a tenth, so that the checks of many instances do not fall together.</summary>
    private static TimeSpan Jitter(TimeSpan period) => period * (1 - (Random.Shared.NextDouble() / 10));
}
