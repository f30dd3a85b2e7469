using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Health.Scheduling;
using CloudNative.Sdk.Health.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health;

/// <summary>Shows the board as gauges: 1 is healthy, 0.5 degraded, 0 unhealthy. They are made when the host has started: there is nothing to show before.</summary>
internal sealed class HealthGauges(IServiceProvider services, HealthBoard board, StartupState startup, IServiceLifecycle lifecycle) : IStartedStep
{
    private static readonly ServiceState[] States = Enum.GetValues<ServiceState>();

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var meter = services.GetRequiredService<HealthMetrics>().Meter;
        meter.CreateObservableGauge("cloudnative.health.probe.status", Probes, "1", "Verdict of a probe: 1 healthy, 0.5 degraded, 0 unhealthy.");
        meter.CreateObservableGauge("cloudnative.health.check.status", Statuses, "1", "Status of a health check: 1 healthy, 0.5 degraded, 0 unhealthy.");
        meter.CreateObservableGauge("cloudnative.health.check.age", Ages, "s", "Time since a health check last gave a result.");
        meter.CreateObservableGauge("cloudnative.startup.task.duration", StartupTasks, "s", "Time that a start-up task took.");
        meter.CreateObservableGauge("cloudnative.lifecycle.state", Lifecycle, "1", "1 for the state that the service is in, 0 for the others.");
        return Task.CompletedTask;
    }

    private static double Number(HealthStatus status) => (int)status / 2d;

    private static Measurement<double> Of(double value, string key, string tag) => new(value, new KeyValuePair<string, object?>(key, tag));

    private IEnumerable<Measurement<double>> Probes() =>
    [
        Of(Number(board.Live()), "cloudnative.health.probe", "live"),
        Of(Number(board.Ready()), "cloudnative.health.probe", "ready"),
        Of(Number(board.Startup()), "cloudnative.health.probe", "startup"),
    ];

    private IEnumerable<Measurement<double>> Statuses() =>
        board.Checks.Select(check => Of(Number(check.Status), "cloudnative.health.check.name", check.Name));

    private IEnumerable<Measurement<double>> Ages() =>
        board.Checks.Where(check => check.Age is not null).Select(check => Of(check.Age.GetValueOrDefault().TotalSeconds, "cloudnative.health.check.name", check.Name));

    private IEnumerable<Measurement<double>> StartupTasks() =>
        startup.Tasks.Where(task => task.Duration is not null).Select(task => Of(task.Duration.GetValueOrDefault().TotalSeconds, "cloudnative.startup.task", task.Name));

    private IEnumerable<Measurement<double>> Lifecycle() =>
        States.Select(state => Of(state == lifecycle.State ? 1 : 0, "cloudnative.lifecycle.state", state.ToString().ToLowerInvariant()));
}
