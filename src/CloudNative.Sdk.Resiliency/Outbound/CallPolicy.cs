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
        var given = places.OfType<CallPolicyOptions>().ToArray();
        var profile = Of(First(place => place.Profile) ?? CallProfile.Standard);
        var total = First(place => place.TotalTimeout) ?? profile.TotalTimeout;
        var policy = profile with
        {
            TotalTimeout = total,

            // A total limit alone shortens the attempts too; both given must suit each other, which the validator checks.
            AttemptTimeout = First(place => place.AttemptTimeout) ?? Within(profile.AttemptTimeout, total),
            MaxRetries = First(place => place.MaxRetries) ?? profile.MaxRetries,
            RetryDelay = First(place => place.RetryDelay) ?? profile.RetryDelay,
            MaxRetryDelay = First(place => place.MaxRetryDelay) ?? profile.MaxRetryDelay,
            RetryBudget = First(place => place.RetryBudget) ?? profile.RetryBudget,
            RetryReserve = First(place => place.RetryReserve) ?? profile.RetryReserve,
            Breaker = First(place => place.Breaker) ?? profile.Breaker,
            BreakerFailureShare = First(place => place.BreakerFailureShare) ?? profile.BreakerFailureShare,
            BreakerMinimumCalls = First(place => place.BreakerMinimumCalls) ?? profile.BreakerMinimumCalls,
            BreakerWindow = First(place => place.BreakerWindow) ?? profile.BreakerWindow,
            BreakDuration = First(place => place.BreakDuration) ?? profile.BreakDuration,
            Hedging = First(place => place.Hedging) ?? profile.Hedging,
            HedgingDelay = First(place => place.HedgingDelay) ?? profile.HedgingDelay,
            MaxConcurrency = First(place => place.MaxConcurrency) ?? profile.MaxConcurrency,
            MaxQueue = First(place => place.MaxQueue) ?? profile.MaxQueue,
        };
        return policy with { IsOff = policy == None };

        // A loop: LINQ over value types is compiled at the start of every service, one instance for each type.
        TValue? First<TValue>(Func<CallPolicyOptions, TValue?> value)
            where TValue : struct
        {
            foreach (var place in given)
            {
                if (value(place) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
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
