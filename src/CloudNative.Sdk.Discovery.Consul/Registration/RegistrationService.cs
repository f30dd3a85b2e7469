using CloudNative.Sdk.Core;
using CloudNative.Sdk.Hosting;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Begins the registration when the service does its work, and ends it when the service stops.</summary>
internal sealed class RegistrationService(
    IServiceProvider services,
    IServiceLifecycle lifecycle,
    IOptions<ConsulOptions> consul,
    IOptions<ConsulRegistrationOptions> options,
    IConfiguration configuration,
    RegistrationState state,
    TimeProvider time,
    ILogger<RegistrationService> logger) : HostedLifecycle, IDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private readonly CancellationTokenSource _abort = new();
    private CancellationTokenRegistration _running;
    private Registrar? _registrar;
    private Task _loop = Task.CompletedTask;
    private bool _isDisposed;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Nothing of this delays the start.
        _running = lifecycle.Running.UnsafeRegister(static service => ((RegistrationService)service!).Begin(), this);
        return Task.CompletedTask;
    }

    /// <summary>Leaves Consul while the service still serves.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await EndLoopAsync(cancellationToken).ConfigureAwait(false);
        if (_registrar?.Entry is not { } entry)
        {
            return;
        }

        var departure = new Departure(services.GetRequiredService<RegistrationClient>(), options.Value, time, logger);
        if (await departure.BeginAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            state.Left();
        }
    }

    public override async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // WebApplicationFactory stops a host once more that the programme has stopped and disposed of.
        if (_isDisposed)
        {
            return;
        }

        await EndLoopAsync(cancellationToken).ConfigureAwait(false);
        if (options.ValueOrNull() is { Leave: ConsulLeaveMode.Maintenance } settings && _registrar?.Entry is { } entry)
        {
            await new Departure(services.GetRequiredService<RegistrationClient>(), settings, time, logger).DeregisterAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        // The container disposes of it once for each of its registrations.
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _running.Dispose();
        _leave.Cancel();
        _abort.Cancel();
        _leave.Dispose();
        _abort.Dispose();
    }

    private void Begin()
    {
        var (leave, abort) = (_leave.Token, _abort.Token);
        _loop = Task.Run(() => RunAsync(leave, abort), CancellationToken.None);
    }

    private async Task RunAsync(CancellationToken leave, CancellationToken abort)
    {
        SteeltoeKeys.Report(configuration, logger);
        if (consul.Value.Address is null || !options.Value.Enabled)
        {
            return;
        }

        _registrar = services.GetRequiredService<Registrar>();
        var name = options.Value.Name ?? services.GetRequiredService<ServiceIdentity>().Name;
        await _registrar.RunAsync(name, leave, abort).ConfigureAwait(false);
    }

    /// <summary>Ends the loop after the request that is under way: one that is broken off might still register, after the deregistration.</summary>
    private async Task EndLoopAsync(CancellationToken cancellationToken)
    {
        await _leave.CancelAsync().ConfigureAwait(false);
        var patience = (options.ValueOrNull()?.LeaveTimeout ?? TimeSpan.Zero) / 2;
        await _loop.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync().ConfigureAwait(false);
        await _loop.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
