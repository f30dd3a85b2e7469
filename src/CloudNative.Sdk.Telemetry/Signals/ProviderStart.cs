using CloudNative.Sdk.Core;
using CloudNative.Sdk.Facts;
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
internal sealed class ProviderStart(IServiceProvider services, ServiceFacts facts) : HostedLifecycle, IStartedStep
{
    private Task? _build;

    public override Task StartingAsync(CancellationToken cancellationToken) => MayMeasureAtStart() ? BuildAsync() : Task.CompletedTask;

    Task IStartedStep.StartedAsync(CancellationToken cancellationToken) => BuildAsync();

    private static bool IsOfApplication(IHostedService service)
    {
        var assembly = service.GetType().Assembly.GetName().Name ?? string.Empty;
        return !BuiltInSignals.Features.Contains(assembly)
            && !assembly.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
    }

    /// <summary>Tells whether the application has hosted services or start-up tasks, which may count and trace as they start.</summary>
    /// <remarks>Start-up tasks are known by the facts of the build; a program without facts may have some.</remarks>
    private bool MayMeasureAtStart() =>
        facts.All.Count == 0 || facts.OfKind(FactKinds.StartupTask).Any() || services.GetServices<IHostedService>().Any(IsOfApplication);

    /// <summary>Builds to the end although the host may be told to stop meanwhile: a start that is given up ends the process with an unhandled exception.</summary>
    private Task BuildAsync() => _build ??= Task.Run(Build, CancellationToken.None);

    private void Build()
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
    }
}
