using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Holds a status until enough runs in a row contradict it. The first run counts at once.</summary>
internal sealed class FlapFilter(int failureThreshold, int successThreshold)
{
    private HealthStatus? _held;
    private int _contradictions;

    public HealthStatus Apply(HealthStatus observed)
    {
        if (_held is not { } held || IsFailure(held) == IsFailure(observed))
        {
            _contradictions = 0;
            _held = observed;
            return observed;
        }

        _contradictions++;
        if (_contradictions < (IsFailure(observed) ? failureThreshold : successThreshold))
        {
            return held;
        }

        _contradictions = 0;
        _held = observed;
        return observed;
    }

    private static bool IsFailure(HealthStatus status) => status == HealthStatus.Unhealthy;
}
