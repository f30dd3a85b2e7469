using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Builds the providers once, beside the rest of the start: most of their time is compilation, which a second processor can do.</summary>
internal sealed class ProviderBuild
{
    private readonly Lazy<Task> _build;

    public ProviderBuild(IServiceProvider services) => _build = new Lazy<Task>(() => Task.Run(() =>
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
    }));

    /// <summary>Begins the build where it has not begun, and gets its end.</summary>
    public Task Begin() => _build.Value;
}
