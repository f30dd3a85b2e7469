using System.Diagnostics.Metrics;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Counts the requests whose deadline made a difference.</summary>
internal sealed class DeadlineMetrics(IMeterFactory meters)
{
    private const string OutcomeTag = "cloudnative.resiliency.outcome";

    private readonly Counter<long> _requests = meters.Create(CallMetrics.MeterName).CreateCounter<long>(
        "cloudnative.resiliency.deadline.requests", "{request}", "Requests that were refused since their deadline was over, that ran into it, or whose deadline could not be read.");

    /// <summary>The deadline was over on arrival.</summary>
    public void Refused() => Count("refused");

    /// <summary>The deadline was over before the answer.</summary>
    public void Expired() => Count("expired");

    /// <summary>The header could not be read and was ignored.</summary>
    public void Malformed() => Count("malformed");

    private void Count(string outcome) => _requests.Add(1, new KeyValuePair<string, object?>(OutcomeTag, outcome));
}
