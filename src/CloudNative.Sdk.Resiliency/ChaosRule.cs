using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>What happens to a share of the requests: they are late, are answered with a status, or their connection breaks.</summary>
public abstract class ChaosRule
{
    internal const int LeastStatus = 200;
    internal const int GreatestStatus = 599;

    internal static readonly TimeSpan GreatestLatency = TimeSpan.FromMinutes(10);

    private protected ChaosRule()
    {
    }

    /// <summary>Gets or sets the share of the requests that are hit.</summary>
    /// <value>0 to 1, both included; the default is 1, all of them.</value>
    public double Share { get; set; } = 1;

    /// <summary>Gets or sets how much later a request goes on.</summary>
    /// <value>0 to 10 min, both included; by default null: it is not late, or by up to <see cref="MaxLatency"/>.</value>
    public TimeSpan? Latency { get; set; }

    /// <summary>Gets or sets the most by which a request is late: it is evenly spread from <see cref="Latency"/> to this.</summary>
    /// <value><see cref="Latency"/> to 10 min, both included; by default null: each is late by the same.</value>
    public TimeSpan? MaxLatency { get; set; }

    /// <summary>Gets or sets the status that answers the request in place of whoever would have.</summary>
    /// <value>200 to 599, both included; by default null. Not together with <see cref="Abort"/>.</value>
    public int? Status { get; set; }

    /// <summary>Gets or sets whether the connection breaks; a call ends with an <see cref="HttpRequestException"/>.</summary>
    /// <value>The default is false. Not together with <see cref="Status"/>.</value>
    public bool Abort { get; set; }

    private protected static OptionsTable<TRule> AddCommon<TRule>(OptionsTable<TRule> table)
        where TRule : ChaosRule => table
        .Number(nameof(Share), o => o.Share, (o, value) => o.Share = value, 0, 1)
        .OptionalDuration(nameof(Latency), o => o.Latency, (o, value) => o.Latency = value, TimeSpan.Zero, GreatestLatency)
        .OptionalDuration(nameof(MaxLatency), o => o.MaxLatency, (o, value) => o.MaxLatency = value, TimeSpan.Zero, GreatestLatency)
        .OptionalWholeNumber(nameof(Status), o => o.Status, (o, value) => o.Status = value, LeastStatus, GreatestStatus)
        .Boolean(nameof(Abort), (o, value) => o.Abort = value)
        .Rule(CheckTogether);

    private static void CheckTogether(ChaosRule rule, OptionsCheck check)
    {
        check.Require(
            rule.MaxLatency is not { } most || rule.Latency is not { } least || least <= most, nameof(MaxLatency), $"must be at least {nameof(Latency)} ({rule.Latency})", rule.MaxLatency);
        check.Require(!rule.Abort || rule.Status is null, nameof(Abort), $"cannot be true where {nameof(Status)} is set ({rule.Status})", rule.Abort);
        check.Require(
            rule.Abort || rule.Status is not null || rule.Latency is not null || rule.MaxLatency is not null,
            nameof(Status), $"must be set where {nameof(Latency)}, {nameof(MaxLatency)} and {nameof(Abort)} are not, or the rule does nothing", rule.Status);
    }
}
