using CloudNative.Sdk.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Keeps the service registered, and Consul informed of its health. One loop does all of it.</summary>
internal sealed class Registrar(
    IServiceProvider services,
    ServiceEntries entries,
    RegistrationClient agent,
    RegistrationState state,
    IOptions<ConsulOptions> consul,
    IOptions<ConsulRegistrationOptions> options,
    TimeProvider time,
    ILogger<Registrar> logger)
{
    /// <summary>How long the registration waits for the first results of the health checks, so that callers do not see them come in one by one.</summary>
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(1);
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly IServiceHealth? _health = services.GetService<IServiceHealth>();
    private ServiceHealth? _told;
    private string? _hash;
    private long _toldAt;
    private long _verifiedAt;

    /// <summary>Gets what was registered last, whether or not Consul has confirmed it; null where nothing was sent.</summary>
    public ServiceEntry? Entry { get; private set; }

    /// <summary>Registers, and keeps it so. No fault ends this.</summary>
    /// <param name="service">The name of the service, for messages.</param>
    /// <param name="leave">Ends it after the request that is under way.</param>
    /// <param name="abort">Ends it at once.</param>
    public async Task RunAsync(string service, CancellationToken leave, CancellationToken abort)
    {
        var settings = options.Value;
        var faults = new RegistrationFaults(logger, service, consul.Value.Token is not null || consul.Value.TokenFile is not null);
        await FirstHealthAsync(leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!leave.IsCancellationRequested)
        {
            var change = _health?.NextChange ?? Never;
            if (!await TrySynchronizeAsync(settings, faults, service, abort).ConfigureAwait(false))
            {
                return;
            }

            // While Consul fails, changes of the health must not speed up the attempts.
            var next = faults.Count > 0 ? Never : change;
            await next.WaitAsync(faults.Count > 0 ? RegistrationPace.AfterFaults(faults.Count) : UntilDue(settings), time, leave)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether there is something to keep registered.</returns>
    private async Task<bool> TrySynchronizeAsync(ConsulRegistrationOptions settings, RegistrationFaults faults, string service, CancellationToken abort)
    {
        try
        {
            var isNew = await SynchronizeAsync(settings, abort).ConfigureAwait(false);
            if (Entry is null)
            {
                logger.NoPort(service);
                return false;
            }

            state.Confirmed(Entry);
            if (faults.End() && !isNew)
            {
                logger.Back(Entry.Id);
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            faults.Add(exception);
            state.Faulted(exception.Message);
        }

        return true;
    }

    /// <returns>Whether the registration was made anew.</returns>
    private async Task<bool> SynchronizeAsync(ConsulRegistrationOptions settings, CancellationToken abort)
    {
        if (_hash is null)
        {
            return await RegisterAsync(settings, "the service has started", abort).ConfigureAwait(false);
        }

        var health = _health?.Current ?? ServiceHealth.Healthy;
        if (settings.Check == ConsulCheckKind.Ttl && (health != _told || IsDue(_toldAt, settings.Ttl / 3)))
        {
            if (!await TellAsync(health, abort).ConfigureAwait(false))
            {
                return await RegisterAsync(settings, "Consul did not know it any more", abort).ConfigureAwait(false);
            }
        }

        if (!IsDue(_verifiedAt, settings.VerifyPeriod))
        {
            return false;
        }

        var hash = await agent.ReadHashAsync(Entry!, abort).ConfigureAwait(false);
        _verifiedAt = time.GetTimestamp();
        return hash != _hash
            && await RegisterAsync(settings, hash is null ? "Consul did not know it any more" : "somebody had changed it", abort).ConfigureAwait(false);
    }

    private async Task<bool> RegisterAsync(ConsulRegistrationOptions settings, string reason, CancellationToken abort)
    {
        (_hash, _told) = (null, null);
        if (await entries.CurrentAsync(abort).ConfigureAwait(false) is not { } entry)
        {
            return false;
        }

        Entry = entry;
        var health = _health?.Current ?? ServiceHealth.Healthy;
        await agent.RegisterAsync(entry, RegistrationBody.OfService(entry, settings, health), abort).ConfigureAwait(false);

        // At once: what somebody else changes before this is taken for ours.
        _hash = await agent.ReadHashAsync(entry, abort).ConfigureAwait(false)
            ?? throw new RegistrationLostException($"Consul accepted '{entry.Id}' and does not know it");
        _verifiedAt = time.GetTimestamp();
        if (settings.Check == ConsulCheckKind.Ttl)
        {
            // Only this carries the reason.
            await TellAsync(health, abort).ConfigureAwait(false);
        }

        logger.Registered(entry.Name, entry.Id, entry.Address, reason);
        return true;
    }

    private async Task<bool> TellAsync(ServiceHealth health, CancellationToken abort)
    {
        var isKnown = await agent.TellAsync(Entry!, health, abort).ConfigureAwait(false);
        (_told, _toldAt) = (health, time.GetTimestamp());
        return isKnown;
    }

    private async Task FirstHealthAsync(CancellationToken leave)
    {
        var start = time.GetTimestamp();
        while (_health is not null && time.GetElapsedTime(start) is var elapsed && elapsed < HealthPatience)
        {
            var change = _health.NextChange;
            if (_health.Current.Status == HealthStatus.Healthy)
            {
                return;
            }

            await change.WaitAsync(HealthPatience - elapsed, time, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            leave.ThrowIfCancellationRequested();
        }
    }

    private bool IsDue(long since, TimeSpan period) => time.GetElapsedTime(since) >= period * (1 - RegistrationPace.Spread);

    private TimeSpan UntilDue(ConsulRegistrationOptions settings)
    {
        var period = settings.VerifyPeriod - time.GetElapsedTime(_verifiedAt);
        if (settings.Check == ConsulCheckKind.Ttl && (settings.Ttl / 3) - time.GetElapsedTime(_toldAt) is var tell && tell < period)
        {
            period = tell;
        }

        return RegistrationPace.Spreaded(period);
    }
}
