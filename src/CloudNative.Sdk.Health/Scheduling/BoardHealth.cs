using CloudNative.Sdk.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Tells other features what the readiness probe would say, and which checks are to blame.</summary>
internal sealed class BoardHealth : IServiceHealth, IDisposable
{
    private readonly HealthBoard _board;
    private readonly HealthChange _change;
    private readonly IServiceLifecycle _lifecycle;
    private readonly CancellationTokenRegistration _running;
    private readonly CancellationTokenRegistration _draining;

    public BoardHealth(HealthBoard board, HealthChange change, IServiceLifecycle lifecycle)
    {
        _board = board;
        _change = change;
        _lifecycle = lifecycle;
        _running = lifecycle.Running.UnsafeRegister(static state => ((HealthChange)state!).Tell(), change);
        _draining = lifecycle.Draining.UnsafeRegister(static state => ((HealthChange)state!).Tell(), change);
    }

    public ServiceHealth Current
    {
        get
        {
            // The board goes first: a state that changes in between is told as a change.
            var status = _board.Ready();
            return status == HealthStatus.Healthy ? ServiceHealth.Healthy : new ServiceHealth(status, Reason());
        }
    }

    public Task NextChange => _change.Next;

    public void Dispose()
    {
        _running.Dispose();
        _draining.Dispose();
    }

    /// <summary>Names the checks, and nothing of what they say: that may hold addresses and secrets.</summary>
    private string Reason()
    {
        List<string> reasons = [];
        if (_lifecycle.State is not ServiceState.Running and var state)
        {
            reasons.Add(state.ToString().ToLowerInvariant());
        }

        AddChecks(reasons, HealthStatus.Unhealthy, "unhealthy: ");
        AddChecks(reasons, HealthStatus.Degraded, "degraded: ");
        return string.Join("; ", reasons);
    }

    private void AddChecks(List<string> reasons, HealthStatus status, string prefix)
    {
        var names = string.Join(", ", _board.ReadyChecks.Where(check => check.Status == status).Select(check => check.Name));
        if (names.Length > 0)
        {
            reasons.Add(prefix + names);
        }
    }
}
