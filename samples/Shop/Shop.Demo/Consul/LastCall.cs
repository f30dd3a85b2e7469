namespace Shop.Demo.Consul;

/// <summary>The last call to the instances of a colour, as the caller's own page shows it.</summary>
/// <param name="Calls">How many calls there were in all.</param>
/// <param name="After">From the beginning of the watch until the last one was seen.</param>
/// <param name="Quiet">How long there was none after it.</param>
internal sealed record LastCall(long Calls, TimeSpan After, TimeSpan Quiet)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan EnoughQuiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Watches until there was no call for two seconds, or ten seconds are over.</summary>
    public static async Task<LastCall> ToAsync(StorefrontView storefront, string colour, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var last = new LastCall(-1, TimeSpan.Zero, TimeSpan.Zero);
        while (last.Quiet < EnoughQuiet && last.After < Limit)
        {
            var calls = await storefront.CallsToAsync(colour, cancellationToken);
            var elapsed = TimeProvider.System.GetElapsedTime(began);
            last = calls == last.Calls ? last with { Quiet = elapsed - last.After } : new LastCall(calls, elapsed, TimeSpan.Zero);
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return last;
    }
}
