using System.Globalization;

namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>What callers saw who wait no longer than a second: before an overload, in it, and after it.</summary>
/// <param name="Answers">How each request ended.</param>
/// <param name="Plan">When the load rose and fell.</param>
/// <param name="Capacity">What the service can do in a second.</param>
internal sealed record OverloadResult(IReadOnlyList<OverloadAnswer> Answers, OverloadPlan Plan, double Capacity)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Gets the answers in time during the overload as a share of what the service could do.</summary>
    public double Goodput => Overloaded().Count(IsInTime) / Plan.Overload.TotalSeconds / Capacity;

    /// <summary>Gets the time within which 99 % of the critical requests were answered without load, of those that were let in.</summary>
    public TimeSpan CalmP99 => P99(Answers.Where(answer => answer.At < Plan.Begin));

    /// <summary>Gets the time within which 99 % of the critical requests were answered in the overload, of those that were let in.</summary>
    public TimeSpan CriticalP99 => P99(Overloaded());

    /// <summary>Gets the share of the critical requests that were refused in the overload.</summary>
    public double CriticalRefused => Overloaded().Where(answer => answer.IsCritical).Average(answer => answer.Took is null ? 1 : 0);

    /// <summary>Gets how long after the overload the last request was sent that was refused or took more than twice as long as without load; rare slow ones are let pass.</summary>
    public TimeSpan Recovery
    {
        get
        {
            var calm = CalmP99;
            var seconds = Answers.Where(answer => answer.At >= Plan.End)
                .GroupBy(answer => (int)((answer.At - Plan.End) / Step))
                .Where(group => group.Count(answer => answer.Took is not { } took || took > 2 * calm) > 0.02 * group.Count())
                .Select(group => group.Key + 1);
            return Step * seconds.DefaultIfEmpty(0).Max();
        }
    }

    private static TimeSpan Step => TimeSpan.FromMilliseconds(250);

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Goodput:P0} | {CriticalP99.TotalMilliseconds:F0} ms ({CriticalP99 / CalmP99:F1}x of {CalmP99.TotalMilliseconds:F0} ms) | {CriticalRefused:P1} | {Recovered()} |");

    public static string Head => "| | goodput | p99 of critical requests | critical refused | recovered after |\n|---|---|---|---|---|";

    private string Recovered() => Recovery > Plan.After - Step - Step ? "not within " + Plan.After.TotalSeconds + " s" : Recovery.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s";

    private static bool IsInTime(OverloadAnswer answer) => answer.Took <= Patience;

    private static TimeSpan P99(IEnumerable<OverloadAnswer> answers)
    {
        var times = answers.Where(answer => answer.IsCritical).Select(answer => answer.Took).OfType<TimeSpan>().Order().ToArray();
        return times[(int)(times.Length * 0.99)];
    }

    private IEnumerable<OverloadAnswer> Overloaded() => Answers.Where(answer => answer.At >= Plan.Begin && answer.At < Plan.End);
}
