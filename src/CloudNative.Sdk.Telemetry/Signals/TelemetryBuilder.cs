using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Carries the services to OpenTelemetry's extensions; any number of such builders configure the same providers.</summary>
internal sealed class TelemetryBuilder(IServiceCollection services) : IOpenTelemetryBuilder
{
    public IServiceCollection Services { get; } = services;
}
