using CloudNative.Sdk.Core;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Runs each check in a loop of its own, until after the last hosted service has stopped.</summary>
internal sealed class CheckScheduler(IServiceProvider services, TimeProvider time, ILogger<CheckScheduler> logger) : HostedLifecycle, IStartedStep, IDisposable
{
    /// <summary>How long the first runs wait for the start of the host, which has better use for the processor. Nothing is lost: readiness waits for both.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ITimer? _patience;
    private Task? _loops;

    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        _patience = time.CreateTimer(static scheduler => ((CheckScheduler)scheduler!).Begin(), this, StartPatience, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    Task IStartedStep.StartedAsync(CancellationToken cancellationToken)
    {
        Begin();
        return Task.CompletedTask;
    }

    public override async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // Code that checks have put on their tokens may throw or block; the ops server stops after this, so it must end.
        await _stop.CancelAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Begin().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // After a failed start nobody has stopped the loops.
        _patience?.Dispose();
        _ = _stop.CancelAsync().ContinueWith(static (_, source) => ((IDisposable)source!).Dispose(), _stop, TaskScheduler.Default);
    }

    /// <summary>Begins the loops, unless they have begun or ended.</summary>
    private Task Begin()
    {
        lock (_lock)
        {
            if (_loops is null)
            {
                _patience?.Dispose();
                _loops = _stop.IsCancellationRequested ? Task.CompletedTask : Run(_stop.Token);
            }

            return _loops;
        }
    }

    private Task Run(CancellationToken stop) => Task.Run(() => RunAsync(stop), CancellationToken.None);

    private async Task RunAsync(CancellationToken stop)
    {
        var runner = services.GetRequiredService<CheckRunner>();
        await Task.WhenAll(services.GetRequiredService<HealthBoard>().Checks.Select(check => LoopAsync(check, runner, stop))).ConfigureAwait(false);
    }

    private async Task LoopAsync(ScheduledCheck check, CheckRunner runner, CancellationToken stop)
    {
        await Task.Delay(check.Plan.Delay, time, stop).ConfigureAwait(false);
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            failures = await RunOnceAsync(check, runner, stop).ConfigureAwait(false) ? 0 : failures + 1;
            await Task.Delay(Jitter(Pause(check.Plan.Period, failures)), time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a check once; whatever happens, the loop goes on until the stop.</summary>
    private async Task<bool> RunOnceAsync(ScheduledCheck check, CheckRunner runner, CancellationToken stop)
    {
        try
        {
            return await runner.RunAsync(check, stop).ConfigureAwait(false) == HealthStatus.Healthy;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.RunFailed(exception, check.Name);
            return false;
        }
    }

    /// <summary>Asks again soon after a failure, so that a service is back as soon as what it waits for: after 1 s, 2 s, 4 s and so on, up to the period.</summary>
    internal static TimeSpan Pause(TimeSpan period, int failures)
    {
        var pause = TimeSpan.FromSeconds(failures is 0 or > 16 ? int.MaxValue : 1 << (failures - 1));
        return pause < period ? pause : period;
    }

    /// <summary>Shortens the period by up to a tenth, so that the checks of many instances do not fall together.</summary>
    private static TimeSpan Jitter(TimeSpan period) => period * (1 - (Random.Shared.NextDouble() / 10));
}
