using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Waits for the providers before anything that should be measured starts: OpenTelemetry builds a tracer provider only when it is asked for.</summary>
internal sealed class ProviderStart(ProviderBuild build) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => build.Begin().WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
