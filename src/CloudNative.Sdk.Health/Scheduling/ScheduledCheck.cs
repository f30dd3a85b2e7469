using System.Globalization;
using CloudNative.Sdk.History;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>One check and its latest result. One loop writes, any number of readers read.</summary>
internal sealed class ScheduledCheck(HealthCheckRegistration registration, CheckPlan plan, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, object> NoData = new Dictionary<string, object>();

    /// <summary>How many results are kept for people.</summary>
    private const int MaxResults = 40;

    private readonly Ring<HealthStatus> _results = new(MaxResults);
    private readonly FlapFilter _filter = new(plan.FailureThreshold, plan.SuccessThreshold);
    private readonly TaskCompletionSource _firstResult = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _created = time.GetTimestamp();
    private volatile CheckResult? _latest;
    private volatile bool _hasSucceeded;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPlan Plan { get; } = plan;

    public string Name => Registration.Name;

    /// <summary>Gets the latest result, however old; null before the first run has ended.</summary>
    public CheckResult? Latest => _latest;

    /// <summary>Gets the last statuses, the oldest first.</summary>
    public HealthStatus[] Results => _results.ToArray();

    /// <summary>Gets a task that ends with the first result.</summary>
    public Task FirstResult => _firstResult.Task;

    /// <summary>Gets whether the check has succeeded at least once.</summary>
    public bool HasSucceeded => _hasSucceeded;

    /// <summary>Gets the status that counts now.</summary>
    public HealthStatus Status => _latest is { } latest && !IsStale(latest) ? latest.Status : Registration.FailureStatus;

    /// <summary>Gets the status for liveness: a check that is yet to run does not get the service restarted.</summary>
    public HealthStatus LiveStatus => _latest is null && time.GetElapsedTime(_created) <= Plan.Delay + Plan.MaxAge ? HealthStatus.Healthy : Status;

    /// <summary>Gets how old the latest result is.</summary>
    public TimeSpan? Age => _latest is { } latest ? time.GetElapsedTime(latest.Timestamp) : null;

    /// <summary>Stores the result of a run and tells whether that is news: the status changed, or the first run did not find it healthy.</summary>
    public (CheckResult Result, bool IsNews) Publish(HealthCheckResult result, TimeSpan duration)
    {
        var before = _latest;
        var status = _filter.Apply(result.Status);
        var published = new CheckResult(status, result.Description, result.Exception, result.Data ?? NoData, duration, time.GetTimestamp());
        _hasSucceeded |= status != HealthStatus.Unhealthy;
        _latest = published;
        _results.Add(status);
        _firstResult.TrySetResult();
        return (published, status != (before?.Status ?? HealthStatus.Healthy));
    }

    /// <summary>Describes the check for people and for the framework's readers.</summary>
    public HealthReportEntry ToEntry()
    {
        if (_latest is not { } latest)
        {
            return new HealthReportEntry(Registration.FailureStatus, "has not run yet", TimeSpan.Zero, null, NoData, Registration.Tags);
        }

        return IsStale(latest)
            ? new HealthReportEntry(Registration.FailureStatus, StaleText(latest), latest.Duration, latest.Exception, latest.Data, Registration.Tags)
            : new HealthReportEntry(latest.Status, latest.Description, latest.Duration, latest.Exception, latest.Data, Registration.Tags);
    }

    private bool IsStale(CheckResult result) => time.GetElapsedTime(result.Timestamp) > Plan.MaxAge;

    private string StaleText(CheckResult result) => string.Create(
        CultureInfo.InvariantCulture, $"stale: the last result is {time.GetElapsedTime(result.Timestamp):c} old, more than {Plan.MaxAge:c}");
}
