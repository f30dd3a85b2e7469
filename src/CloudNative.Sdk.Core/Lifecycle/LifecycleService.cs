using System.Runtime.InteropServices;
using CloudNative.Sdk.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Lifecycle;

/// <summary>Moves the service through its states, runs what is to be done when the server is up, and the drain steps before any server stops.</summary>
internal sealed class LifecycleService : HostedLifecycle, IDisposable
{
    /// <summary>
    /// How long those who have waited for the application's server have the processors to themselves: what comes after the start is mostly compilation, which
    /// would double the time of their answers. The service is ready as much later.
    /// </summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(100);

    private readonly ServiceLifecycle _lifecycle;
    private readonly IServiceProvider _services;
    private readonly IHostEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _registrations = [];
    private readonly CancellationTokenSource _secondSignal = new();
    private readonly Lock _lock = new();
    private Task? _drain;
    private bool _begun;

    public LifecycleService(
        ServiceLifecycle lifecycle,
        IHostApplicationLifetime host,
        IServiceProvider services,
        IHostEnvironment environment,
        TimeProvider time,
        ILogger<LifecycleService> logger)
    {
        _lifecycle = lifecycle;
        _services = services;
        _environment = environment;
        _time = time;
        _logger = logger;
        _registrations.Add(host.ApplicationStarted.Register(_lifecycle.MarkRunning));
        _registrations.Add(host.ApplicationStopping.Register(BeginDraining));
    }

    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!_environment.IsDevelopment() && _services.GetService<IServer>() is not null)
        {
            await Task.Delay(HeadStart, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var step in _services.GetServices<IStartedStep>())
        {
            await step.StartedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A signal and StopApplication() fire ApplicationStopping before this; IHost.StopAsync() alone fires it only after.
        BeginDraining();
        lock (_lock)
        {
            // A host may be stopped twice: by its own StopAsync(), and then by whoever waits for its end.
            return _drain ??= DrainAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _secondSignal.Dispose();
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var steps = _lifecycle.HasRun ? _services.GetServices<IDrainStep>().ToArray() : [];
        var start = _time.GetTimestamp();
        _lifecycle.BeginCountdown(steps.Max(step => step.Longest), _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _secondSignal.Token);

        // A step may ignore its token; the end of the wait does not depend on that.
        var limitToken = limit.Token;
        await Task.WhenAll(steps.Select(step => Task.Run(() => RunAsync(step, limitToken), CancellationToken.None)))
            .WaitAsync(limitToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Report(_time.GetElapsedTime(start), steps.Length, cancellationToken);
        _lifecycle.MarkStopping();
    }

    private void Report(TimeSpan elapsed, int steps, CancellationToken hostLimit)
    {
        if (_secondSignal.IsCancellationRequested)
        {
            _logger.DrainCut(elapsed);
        }
        else if (hostLimit.IsCancellationRequested)
        {
            _logger.DrainTimedOut(elapsed);
        }
        else if (steps > 0)
        {
            _logger.Drained(elapsed);
        }
    }

    private void BeginDraining()
    {
        if (Interlocked.Exchange(ref _begun, true))
        {
            return;
        }

        _logger.Draining();

        // The signal that brought us here is already being handled, so these see the next one only.
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSecondSignal));
        }

        _lifecycle.MarkDraining();
    }

    private void OnSecondSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _secondSignal.Cancel();
    }

    private async Task RunAsync(IDrainStep step, CancellationToken cancellationToken)
    {
        try
        {
            await step.DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait was cut short; Report says why.
        }
        catch (Exception exception)
        {
            _logger.DrainStepFailed(exception, step.GetType().Name);
        }
    }
}
