using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Says how calls meet failures. What is null is taken from the next more general place, in the end from <see cref="Profile"/>.</summary>
/// <remarks>Configuration sections, from the general to the special: <c>CloudNative:Resiliency:Defaults</c>, <c>CloudNative:Resiliency:Clients:&lt;name of the HttpClient&gt;</c>.</remarks>
public sealed class CallPolicyOptions
{
    internal static readonly OptionsBinding<CallPolicyOptions> Binding = new(ResiliencyOptions.SectionName + ":Defaults", table => table
        .Choice(nameof(Profile), typeof(CallProfile), o => o.Profile ?? CallProfile.Standard, (o, value) => o.Profile = (CallProfile)value)
        .OptionalDuration(nameof(TotalTimeout), o => o.TotalTimeout, (o, value) => o.TotalTimeout = value, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24))
        .OptionalDuration(nameof(AttemptTimeout), o => o.AttemptTimeout, (o, value) => o.AttemptTimeout = value, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24))
        .OptionalWholeNumber(nameof(MaxRetries), o => o.MaxRetries, (o, value) => o.MaxRetries = value, 0, 20)
        .OptionalDuration(nameof(RetryDelay), o => o.RetryDelay, (o, value) => o.RetryDelay = value, TimeSpan.Zero, TimeSpan.FromMinutes(1))
        .OptionalDuration(nameof(MaxRetryDelay), o => o.MaxRetryDelay, (o, value) => o.MaxRetryDelay = value, TimeSpan.Zero, TimeSpan.FromMinutes(10))
        .OptionalNumber(nameof(RetryBudget), o => o.RetryBudget, (o, value) => o.RetryBudget = value, 0, 1)
        .OptionalWholeNumber(nameof(RetryReserve), o => o.RetryReserve, (o, value) => o.RetryReserve = value, 0, 1000)
        .Boolean(nameof(Breaker), (o, value) => o.Breaker = value)
        .OptionalNumber(nameof(BreakerFailureShare), o => o.BreakerFailureShare, (o, value) => o.BreakerFailureShare = value, 0.01, 1)
        .OptionalWholeNumber(nameof(BreakerMinimumCalls), o => o.BreakerMinimumCalls, (o, value) => o.BreakerMinimumCalls = value, 2, 100_000)
        .OptionalDuration(nameof(BreakerWindow), o => o.BreakerWindow, (o, value) => o.BreakerWindow = value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
        .OptionalDuration(nameof(BreakDuration), o => o.BreakDuration, (o, value) => o.BreakDuration = value, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10))
        .Boolean(nameof(Hedging), (o, value) => o.Hedging = value)
        .OptionalDuration(nameof(HedgingDelay), o => o.HedgingDelay, (o, value) => o.HedgingDelay = value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))
        .OptionalWholeNumber(nameof(MaxConcurrency), o => o.MaxConcurrency, (o, value) => o.MaxConcurrency = value, 1, 100_000)
        .OptionalWholeNumber(nameof(MaxQueue), o => o.MaxQueue, (o, value) => o.MaxQueue = value, 0, 100_000));

    /// <summary>Gets or sets the values that all keys that are not set are taken from.</summary>
    /// <value>The default is <see cref="CallProfile.Standard"/>.</value>
    public CallProfile? Profile { get; set; }

    /// <summary>Gets or sets how long a call may take with all its attempts, the waits between them, and the body where <see cref="HttpClient"/> reads it.</summary>
    /// <value>1 ms to 24 h; the default is 30 s. A <see cref="HttpClient.Timeout"/> that the application sets takes its place.</value>
    public TimeSpan? TotalTimeout { get; set; }

    /// <summary>Gets or sets how long one attempt may take until the headers of the answer are there.</summary>
    /// <value>1 ms to 24 h, below <see cref="TotalTimeout"/>; the default is 10 s.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>Gets or sets how often a call is repeated at most.</summary>
    /// <value>0 to 20; the default is 3. Only requests that are idempotent, bear an <c>Idempotency-Key</c>, or were certainly not sent are repeated.</value>
    public int? MaxRetries { get; set; }

    /// <summary>Gets or sets the mean wait before the first repetition; each further one waits twice as long, spread by chance.</summary>
    /// <value>0 to 1 min; the default is 200 ms.</value>
    public TimeSpan? RetryDelay { get; set; }

    /// <summary>Gets or sets the longest wait before a repetition.</summary>
    /// <value>0 to 10 min, at least <see cref="RetryDelay"/>; the default is 5 s. A <c>Retry-After</c> counts up to the time that the call has left.</value>
    public TimeSpan? MaxRetryDelay { get; set; }

    /// <summary>Gets or sets the share of a client's calls by which repetitions and hedges may add to them.</summary>
    /// <value>0 to 1; the default is 0.1.</value>
    public double? RetryBudget { get; set; }

    /// <summary>Gets or sets how many repetitions each second are allowed beyond <see cref="RetryBudget"/>, so that a client of few calls can repeat one at all.</summary>
    /// <value>0 to 1000; the default is 2.</value>
    public int? RetryReserve { get; set; }

    /// <summary>Gets or sets whether calls to a service that fails too often fail at once for a while.</summary>
    /// <value>The default is true.</value>
    public bool? Breaker { get; set; }

    /// <summary>Gets or sets the share of failed calls from which on the breaker opens.</summary>
    /// <value>0.01 to 1; the default is 0.5. An answer of 429 is not a failure.</value>
    public double? BreakerFailureShare { get; set; }

    /// <summary>Gets or sets how many calls within <see cref="BreakerWindow"/> it takes to judge a service.</summary>
    /// <value>2 to 100,000; the default is 20.</value>
    public int? BreakerMinimumCalls { get; set; }

    /// <summary>Gets or sets the time over which the share of failures is taken.</summary>
    /// <value>1 s to 10 min; the default is 10 s.</value>
    public TimeSpan? BreakerWindow { get; set; }

    /// <summary>Gets or sets how long the breaker stays open until it lets one call through as a trial.</summary>
    /// <value>100 ms to 10 min; the default is 5 s.</value>
    public TimeSpan? BreakDuration { get; set; }

    /// <summary>Gets or sets whether an idempotent request that takes long is sent to a second instance too, and the first answer counts.</summary>
    /// <value>The default is false.</value>
    public bool? Hedging { get; set; }

    /// <summary>Gets or sets after which time the second request is sent.</summary>
    /// <value>1 ms to 1 min; by default the time within which 95 % of the answers came lately.</value>
    public TimeSpan? HedgingDelay { get; set; }

    /// <summary>Gets or sets how many calls of the client to one service may be under way at a time.</summary>
    /// <value>1 to 100,000; by default not limited.</value>
    public int? MaxConcurrency { get; set; }

    /// <summary>Gets or sets how many calls may wait for one that is under way to end.</summary>
    /// <value>0 to 100,000; the default is 0: beyond <see cref="MaxConcurrency"/> calls fail at once.</value>
    public int? MaxQueue { get; set; }
}
