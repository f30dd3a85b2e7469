using CloudNative.Sdk.Core;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>
/// Builds the providers before anything that should be measured. OpenTelemetry builds a tracer provider only when it is asked for, and building both
/// compiles some 600 methods: where no code of the application runs before the first request, the server is up first, and readiness waits for the rest.
/// </summary>
internal sealed class ProviderStart(IServiceProvider services) : HostedLifecycle, IStartedStep
{
    private Task? _build;

    public override Task StartingAsync(CancellationToken cancellationToken) => services.GetServices<IHostedService>().Any(MayMeasure) ? BuildAsync() : Task.CompletedTask;

    Task IStartedStep.StartedAsync(CancellationToken cancellationToken) => BuildAsync();

    /// <summary>Tells whether a service is the application's or runs code of it, which may count and trace as it starts.</summary>
    private static bool MayMeasure(IHostedService service)
    {
        if (service is IApplicationStart start)
        {
            return start.HasWork;
        }

        var assembly = service.GetType().Assembly.GetName().Name ?? string.Empty;
        return !BuiltInSignals.Features.Contains(assembly)
            && !assembly.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
    }

    /// <summary>Builds to the end although the host may be told to stop meanwhile: a start that is given up ends the process with an unhandled exception.</summary>
    private Task BuildAsync() => _build ??= Task.Run(Build, CancellationToken.None);

    private void Build()
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
    }
}
