using CloudNative.Sdk.Core;
using CloudNative.Sdk.Health.Startup;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>What the service knows of its health. Reading it runs nothing and allocates nothing for a verdict.</summary>
internal sealed class HealthBoard
{
    private readonly IServiceLifecycle _lifecycle;
    private readonly StartupState _startup;
    private readonly Lazy<Groups> _groups;
    private volatile bool _started;

    public HealthBoard(
        IOptions<HealthCheckServiceOptions> registrations, IOptions<HealthOptions> options, IServiceLifecycle lifecycle, StartupState startup, TimeProvider time)
    {
        _lifecycle = lifecycle;
        _startup = startup;

        // Not before the host has checked all options: hosted services, and what they hold, are constructed earlier.
        _groups = new Lazy<Groups>(() => Groups.Of(
            [.. registrations.Value.Registrations.Select(registration => new ScheduledCheck(registration, CheckPlan.Of(registration, options.Value), time))]));
    }

    public IReadOnlyList<ScheduledCheck> Checks => _groups.Value.All;

    /// <summary>Gets the checks that count for readiness.</summary>
    public IReadOnlyList<ScheduledCheck> ReadyChecks => _groups.Value.Ready;

    /// <summary>Gets whether the process works. Nothing outside the process counts.</summary>
    public HealthStatus Live()
    {
        var worst = HealthStatus.Healthy;
        foreach (var check in _groups.Value.Live)
        {
            worst = Worse(worst, check.LiveStatus);
        }

        return worst;
    }

    /// <summary>Gets whether the service should get requests: it runs, does not drain, and its checks hold.</summary>
    public HealthStatus Ready()
    {
        var worst = _lifecycle.State == ServiceState.Running ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        foreach (var check in _groups.Value.Ready)
        {
            worst = Worse(worst, check.Status);
        }

        return worst;
    }

    /// <summary>Gets whether the service has started: its tasks are done and each start-up check has succeeded once.</summary>
    public HealthStatus Startup()
    {
        if (!_started)
        {
            _started = _startup.IsComplete && Array.TrueForAll(_groups.Value.Startup, check => check.HasSucceeded);
        }

        return _started ? HealthStatus.Healthy : HealthStatus.Unhealthy;
    }

    /// <summary>The statuses are ordered from Unhealthy (0) to Healthy (2).</summary>
    private static HealthStatus Worse(HealthStatus left, HealthStatus right) => left < right ? left : right;

    private sealed record Groups(ScheduledCheck[] All, ScheduledCheck[] Live, ScheduledCheck[] Ready, ScheduledCheck[] Startup)
    {
        private static readonly string[] ProbeTags = [HealthTags.Live, HealthTags.Ready, HealthTags.Startup];

        public static Groups Of(ScheduledCheck[] all) => new(
            all,
            [.. all.Where(check => check.Registration.Tags.Contains(HealthTags.Live))],
            [.. all.Where(check => check.Registration.Tags.Contains(HealthTags.Ready) || !ProbeTags.Any(check.Registration.Tags.Contains))],
            [.. all.Where(check => check.Registration.Tags.Contains(HealthTags.Startup))]);
    }
}
