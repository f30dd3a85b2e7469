using CloudNative.Sdk.History;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>How the attempts at one service went lately.</summary>
internal sealed class TargetHistory(CallTarget target)
{
    private static readonly AttemptOutcome[] Failures = [AttemptOutcome.Failure, AttemptOutcome.NotSent, AttemptOutcome.Timeout];

    private readonly Ring<double> _rates = new(ResiliencyHistory.Length);
    private readonly Ring<double> _failed = new(ResiliencyHistory.Length);
    private long _lastAttempts = AttemptsOf(target);
    private long _lastFailures = FailuresOf(target);

    /// <summary>Gets the attempts a second.</summary>
    public double[] Rates => _rates.ToArray();

    /// <summary>Gets the share of attempts that failed, in percent; none where there were no attempts.</summary>
    public double[] FailedShares => _failed.ToArray();

    /// <summary>Adds what came since the last time.</summary>
    public void Read(TimeSpan period)
    {
        var (attempts, failures) = (AttemptsOf(target), FailuresOf(target));
        var added = attempts - _lastAttempts;
        _rates.Add(added / period.TotalSeconds);
        _failed.Add(added > 0 ? 100.0 * (failures - _lastFailures) / added : double.NaN);
        (_lastAttempts, _lastFailures) = (attempts, failures);
    }

    private static long AttemptsOf(CallTarget target) => Enum.GetValues<AttemptOutcome>().Sum(target.Attempts);

    private static long FailuresOf(CallTarget target) => Failures.Sum(target.Attempts);
}
