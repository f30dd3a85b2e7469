using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Consul.Agent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Leaves Consul within a short time, whatever Consul does.</summary>
internal sealed class Departure(RegistrationClient agent, ConsulRegistrationOptions settings, TimeProvider time, ILogger logger)
{
    private static readonly ServiceHealth Stopped = new(HealthStatus.Unhealthy, "stopped");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does what the options ask for when the service begins to stop.</summary>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="OperationCanceledException">A second signal, or the host's time limit.</exception>
    public Task<bool> BeginAsync(ServiceEntry entry, CancellationToken cancellationToken) => settings.Leave switch
    {
        ConsulLeaveMode.Maintenance => TryAsync(entry, $"'{entry.Id}' is in maintenance", token => DoneAsync(agent.EnterMaintenanceAsync(entry, token)), cancellationToken),
        ConsulLeaveMode.Keep => TryAsync(entry, $"'{entry.Id}' stays as critical", token => KeepAsync(entry, token), cancellationToken),
        _ => DeregisterAsync(entry, cancellationToken),
    };

    /// <summary>Takes the registration away, and sees that it is gone.</summary>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="OperationCanceledException">A second signal, or the host's time limit.</exception>
    public Task<bool> DeregisterAsync(ServiceEntry entry, CancellationToken cancellationToken) =>
        TryAsync(entry, $"'{entry.Id}' is deregistered", async token =>
        {
            await agent.DeregisterAsync(entry, token).ConfigureAwait(false);
            return await agent.ReadHashAsync(entry, token).ConfigureAwait(false) is null;
        }, cancellationToken);

    private static async Task<bool> DoneAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private async Task<bool> KeepAsync(ServiceEntry entry, CancellationToken cancellationToken)
    {
        if (entry.CheckUri is null)
        {
            await agent.TellAsync(entry, Stopped, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> TryAsync(ServiceEntry entry, string outcome, Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.LeaveTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var reason = "Consul did not answer.";
        try
        {
            while (true)
            {
                try
                {
                    if (await attempt(either.Token).ConfigureAwait(false))
                    {
                        logger.Left(outcome);
                        return true;
                    }

                    reason = "Consul still knows it.";
                }
                catch (ConsulException exception)
                {
                    reason = exception.Message;
                }

                await Task.Delay(Pause, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.NotLeft(entry.Id, settings.LeaveTimeout, reason);
            return false;
        }
    }
}
