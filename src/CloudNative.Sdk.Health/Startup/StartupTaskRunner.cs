using System.Globalization;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Startup;

/// <summary>Runs the start-up tasks before any hosted service starts, so that the application takes no request before they are done.</summary>
internal sealed class StartupTaskRunner(
    IEnumerable<StartupTaskRegistration> registrations,
    StartupState state,
    IOptions<HealthOptions> options,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<StartupTaskRunner> logger) : HostedLifecycle, IApplicationStart
{
    public bool HasWork => registrations.Any();

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var tasks = registrations.Select(registration => (Registration: registration, State: new StartupTaskState(registration.Name))).ToArray();
        state.Begin(tasks.Select(task => task.State));
        foreach (var task in tasks)
        {
            var start = time.GetTimestamp();
            await RunAsync(task.Registration, start, cancellationToken).ConfigureAwait(false);
            task.State.Done(time.GetElapsedTime(start));
            logger.StartupTaskFinished(task.Registration.Name, time.GetElapsedTime(start));
        }

        state.Complete();
    }

    private async Task RunAsync(StartupTaskRegistration registration, long start, CancellationToken cancellationToken)
    {
        var timeout = registration.Timeout ?? options.Value.StartupTimeout;
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = Task.Run(() => ExecuteAsync(registration, limit.Token), CancellationToken.None);
        try
        {
            await run.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            // Not awaited: what hangs on the token is the task's own code, which may throw and may block.
            _ = limit.CancelAsync().ContinueWith(static task => task.Exception, TaskScheduler.Default);
            throw new StartupTaskException(string.Create(
                CultureInfo.InvariantCulture,
                $"CNS8212: the start-up task '{registration.Name}' did not finish within {timeout:c}. Make it faster, or raise its limit or {HealthOptions.SectionName}:{nameof(HealthOptions.StartupTimeout)}."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartupTaskException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"CNS8211: the start-up task '{registration.Name}' failed after {time.GetElapsedTime(start):c}: {exception.Message}"),
                exception);
        }
    }

    private async Task ExecuteAsync(StartupTaskRegistration registration, CancellationToken limit)
    {
        await using var scope = scopes.CreateAsyncScope();
        await registration.Run(scope.ServiceProvider, limit).ConfigureAwait(false);
    }
}
