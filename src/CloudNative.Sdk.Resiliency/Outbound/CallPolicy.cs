namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>How the calls of one client meet failures: all places of the configuration merged; immutable.</summary>
internal sealed record CallPolicy
{
    /// <summary>As long as an <see cref="HttpClient.Timeout"/> can be.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromMilliseconds(int.MaxValue);

    private static readonly CallPolicy Standard = new();

    private static readonly CallPolicy Fast = new()
    {
        TotalTimeout = TimeSpan.FromSeconds(2),
        AttemptTimeout = TimeSpan.FromMilliseconds(500),
        MaxRetries = 1,
        RetryDelay = TimeSpan.FromMilliseconds(20),
        MaxRetryDelay = TimeSpan.FromMilliseconds(200),
    };

    private static readonly CallPolicy Patient = new()
    {
        TotalTimeout = TimeSpan.FromMinutes(2),
        AttemptTimeout = TimeSpan.FromSeconds(30),
        MaxRetries = 5,
        RetryDelay = TimeSpan.FromSeconds(1),
        MaxRetryDelay = TimeSpan.FromSeconds(20),
    };

    private static readonly CallPolicy None = new()
    {
        IsOff = true,
        TotalTimeout = Timeout.InfiniteTimeSpan,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
        MaxRetries = 0,
        Breaker = false,
    };

    /// <summary>Gets whether the request alone is sent.</summary>
    public bool IsOff { get; init; }

    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxRetries { get; init; } = 3;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    public double RetryBudget { get; init; } = 0.1;

    public int RetryReserve { get; init; } = 2;

    public bool Breaker { get; init; } = true;

    public double BreakerFailureShare { get; init; } = 0.5;

    public int BreakerMinimumCalls { get; init; } = 20;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);

    public bool Hedging { get; init; }

    public TimeSpan? HedgingDelay { get; init; }

    public int? MaxConcurrency { get; init; }

    public int MaxQueue { get; init; }

    /// <summary>Merges the places of the configuration, from the special to the general.</summary>
    public static CallPolicy Merge(params IEnumerable<CallPolicyOptions?> places)
    {
        var given = Given(places.OfType<CallPolicyOptions>());
        var profile = Of(given.Profile ?? CallProfile.Standard);
        var total = given.TotalTimeout ?? profile.TotalTimeout;
        var policy = profile with
        {
            TotalTimeout = total,

            // A total limit alone shortens the attempts too; both given must suit each other, which the validator checks.
            AttemptTimeout = given.AttemptTimeout ?? Within(profile.AttemptTimeout, total),
            MaxRetries = given.MaxRetries ?? profile.MaxRetries,
            RetryDelay = given.RetryDelay ?? profile.RetryDelay,
            MaxRetryDelay = given.MaxRetryDelay ?? profile.MaxRetryDelay,
            RetryBudget = given.RetryBudget ?? profile.RetryBudget,
            RetryReserve = given.RetryReserve ?? profile.RetryReserve,
            Breaker = given.Breaker ?? profile.Breaker,
            BreakerFailureShare = given.BreakerFailureShare ?? profile.BreakerFailureShare,
            BreakerMinimumCalls = given.BreakerMinimumCalls ?? profile.BreakerMinimumCalls,
            BreakerWindow = given.BreakerWindow ?? profile.BreakerWindow,
            BreakDuration = given.BreakDuration ?? profile.BreakDuration,
            Hedging = given.Hedging ?? profile.Hedging,
            HedgingDelay = given.HedgingDelay ?? profile.HedgingDelay,
            MaxConcurrency = given.MaxConcurrency ?? profile.MaxConcurrency,
            MaxQueue = given.MaxQueue ?? profile.MaxQueue,
        };
        return policy with { IsOff = policy == None };
    }

    /// <summary>Gets of each value the first that is given.</summary>
    private static CallPolicyOptions Given(IEnumerable<CallPolicyOptions> places)
    {
        var given = new CallPolicyOptions();
        foreach (var place in places)
        {
            given.Profile ??= place.Profile;
            given.TotalTimeout ??= place.TotalTimeout;
            given.AttemptTimeout ??= place.AttemptTimeout;
            given.MaxRetries ??= place.MaxRetries;
            given.RetryDelay ??= place.RetryDelay;
            given.MaxRetryDelay ??= place.MaxRetryDelay;
            given.RetryBudget ??= place.RetryBudget;
            given.RetryReserve ??= place.RetryReserve;
            given.Breaker ??= place.Breaker;
            given.BreakerFailureShare ??= place.BreakerFailureShare;
            given.BreakerMinimumCalls ??= place.BreakerMinimumCalls;
            given.BreakerWindow ??= place.BreakerWindow;
            given.BreakDuration ??= place.BreakDuration;
            given.Hedging ??= place.Hedging;
            given.HedgingDelay ??= place.HedgingDelay;
            given.MaxConcurrency ??= place.MaxConcurrency;
            given.MaxQueue ??= place.MaxQueue;
        }

        return given;
    }

    /// <summary>Takes a limit that the application has set on the client.</summary>
    public CallPolicy WithTotal(TimeSpan total) => this with { IsOff = false, TotalTimeout = total, AttemptTimeout = Within(AttemptTimeout, total) };

    /// <summary>Refuses what no call could follow: the bounds of the configuration are not asked where code makes a policy.</summary>
    /// <param name="parameter">Where the policy came from.</param>
    /// <exception cref="ArgumentException">A time is zero, negative, or beyond what a timer knows.</exception>
    public CallPolicy Checked(string parameter)
    {
        Check(TotalTimeout == Timeout.InfiniteTimeSpan || (TotalTimeout > TimeSpan.Zero && TotalTimeout <= LongestTime), nameof(TotalTimeout), TotalTimeout);
        Check(AttemptTimeout == Timeout.InfiniteTimeSpan || (AttemptTimeout > TimeSpan.Zero && AttemptTimeout <= LongestTime), nameof(AttemptTimeout), AttemptTimeout);
        Check(RetryDelay >= TimeSpan.Zero, nameof(RetryDelay), RetryDelay);
        Check(MaxRetryDelay >= TimeSpan.Zero && MaxRetryDelay <= LongestTime, nameof(MaxRetryDelay), MaxRetryDelay);
        Check(HedgingDelay is not { } delay || (delay > TimeSpan.Zero && delay <= LongestTime), nameof(HedgingDelay), HedgingDelay ?? TimeSpan.Zero);
        return this;

        void Check(bool holds, string key, TimeSpan value)
        {
            if (!holds)
            {
                throw new ArgumentException($"{key} cannot be {value:c}.", parameter);
            }
        }
    }

    private static CallPolicy Of(CallProfile profile) => profile switch
    {
        CallProfile.Fast => Fast,
        CallProfile.Patient => Patient,
        CallProfile.None => None,
        _ => Standard,
    };

    private static TimeSpan Within(TimeSpan attempt, TimeSpan total) =>
        total == Timeout.InfiniteTimeSpan || (attempt != Timeout.InfiniteTimeSpan && attempt < total) ? attempt : total;
}
