using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Configures how many requests the application's server takes on at a time.</summary>
/// <remarks>Configuration section: <c>CloudNative:Resiliency:Inbound</c>. Read when the host starts.</remarks>
public sealed class InboundOptions
{
    internal const string SectionName = "CloudNative:Resiliency:Inbound";
    internal const int LeastLimit = 1;
    internal const int GreatestLimit = 100_000;
    internal const double MinShare = 0.1;
    internal const double MaxShare = 1;

    internal static readonly TimeSpan MaxQueueTime = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan MinStateTime = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxStateTime = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinRequestTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan MaxRequestTimeout = TimeSpan.FromHours(1);

    internal static readonly OptionsBinding<InboundOptions> Binding = new(SectionName, table => table
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .WholeNumber(nameof(InitialLimit), o => o.InitialLimit, (o, value) => o.InitialLimit = value, LeastLimit, GreatestLimit)
        .WholeNumber(nameof(MinLimit), o => o.MinLimit, (o, value) => o.MinLimit = value, LeastLimit, GreatestLimit)
        .WholeNumber(nameof(MaxLimit), o => o.MaxLimit, (o, value) => o.MaxLimit = value, LeastLimit, GreatestLimit)
        .Number(nameof(SheddableShare), o => o.SheddableShare, (o, value) => o.SheddableShare = value, MinShare, MaxShare)
        .Number(nameof(DefaultShare), o => o.DefaultShare, (o, value) => o.DefaultShare = value, MinShare, MaxShare)
        .Duration(nameof(QueueTime), o => o.QueueTime, (o, value) => o.QueueTime = value, TimeSpan.Zero, MaxQueueTime)
        .Boolean(nameof(TrustPriorityHeader), (o, value) => o.TrustPriorityHeader = value)
        .Duration(nameof(DegradedAfter), o => o.DegradedAfter, (o, value) => o.DegradedAfter = value, MinStateTime, MaxStateTime)
        .Duration(nameof(UnhealthyAfter), o => o.UnhealthyAfter, (o, value) => o.UnhealthyAfter = value, MinStateTime, MaxStateTime)
        .Number(nameof(UnhealthyShare), o => o.UnhealthyShare, (o, value) => o.UnhealthyShare = value, MinShare, MaxShare)
        .OptionalDuration(nameof(RequestTimeout), o => o.RequestTimeout, (o, value) => o.RequestTimeout = value, MinRequestTimeout, MaxRequestTimeout)
        .Rule(static (options, check) => check
            .Require(options.InitialLimit >= options.MinLimit, nameof(InitialLimit), $"must be at least {nameof(MinLimit)} ({options.MinLimit})", options.InitialLimit)
            .Require(options.MaxLimit >= options.InitialLimit, nameof(MaxLimit), $"must be at least {nameof(InitialLimit)} ({options.InitialLimit})", options.MaxLimit)
            .Require(options.DefaultShare >= options.SheddableShare, nameof(DefaultShare), $"must be at least {nameof(SheddableShare)} ({options.SheddableShare})", options.DefaultShare)
            .Require(options.UnhealthyAfter >= options.DegradedAfter, nameof(UnhealthyAfter), $"must be at least {nameof(DegradedAfter)} ({options.DegradedAfter})", options.UnhealthyAfter)));

    /// <summary>Gets or sets whether requests beyond what the service can do are refused.</summary>
    /// <value>The default is true, in every environment.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many requests may be under way at a time as long as nothing is known, and again after an overload.</summary>
    /// <value>1 to 100,000, from <see cref="MinLimit"/> to <see cref="MaxLimit"/>; the default is 500. Below half of it nothing is ever judged.</value>
    public int InitialLimit { get; set; } = 500;

    /// <summary>Gets or sets the least limit, however slow the answers are.</summary>
    /// <value>1 to 100,000; the default is 10.</value>
    public int MinLimit { get; set; } = 10;

    /// <summary>Gets or sets the greatest limit, however fast the answers are.</summary>
    /// <value>1 to 100,000; the default is 10,000.</value>
    public int MaxLimit { get; set; } = 10_000;

    /// <summary>Gets or sets the share of the limit up to which <see cref="RequestPriority.Sheddable"/> requests are let in.</summary>
    /// <value>0.1 to 1; the default is 0.7.</value>
    public double SheddableShare { get; set; } = 0.7;

    /// <summary>Gets or sets the share of the limit up to which <see cref="RequestPriority.Default"/> requests are let in. The rest is kept for critical ones.</summary>
    /// <value>0.1 to 1, at least <see cref="SheddableShare"/>; the default is 0.9.</value>
    public double DefaultShare { get; set; } = 0.9;

    /// <summary>Gets or sets how long a request may wait for a place, so that a burst is not refused. While the service sheds, only critical requests wait.</summary>
    /// <value>0 (nothing waits) to 5 s; the default is 50 ms.</value>
    public TimeSpan QueueTime { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets or sets whether the header <c>X-Request-Priority</c> (<c>critical</c>, <c>default</c>, <c>sheddable</c>) counts before what the endpoint states.</summary>
    /// <value>The default is false: the header can only lower the priority, since anybody can send it.</value>
    public bool TrustPriorityHeader { get; set; }

    /// <summary>Gets or sets how long the service must have been shedding until its readiness is degraded.</summary>
    /// <value>1 s to 1 h; the default is 5 s.</value>
    public TimeSpan DegradedAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the service must have refused more than <see cref="UnhealthyShare"/> of the default requests until it is not ready.</summary>
    /// <value>1 s to 1 h, at least <see cref="DegradedAfter"/>; the default is 30 s.</value>
    public TimeSpan UnhealthyAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the share of refused default requests that counts for <see cref="UnhealthyAfter"/>.</summary>
    /// <value>0.1 to 1; the default is 0.8: who refuses less serves more than the others would gain without it.</value>
    public double UnhealthyShare { get; set; } = 0.8;

    /// <summary>Gets or sets how long a request may take where its endpoint states nothing: the default policy of ASP.NET Core's request timeouts, with 504 as answer.</summary>
    /// <value>10 ms to 1 h; by default not limited. It needs <c>app.UseRequestTimeouts()</c>, which also follows <c>WithRequestTimeout(…)</c> of an endpoint.</value>
    public TimeSpan? RequestTimeout { get; set; }
}
