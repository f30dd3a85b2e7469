namespace CloudNative.Sdk.TestSupport.Processes;

/// <summary>Waits for something that cannot announce itself, by asking again and again until a deadline.</summary>
public static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is true; <paramref name="what"/> is the end of "Waited in vain for ...".</summary>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static async Task UntilAsync(string what, TimeSpan timeout, Func<CancellationToken, Task<bool>> condition, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition(cancellationToken).ConfigureAwait(false))
        {
            if (TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                throw new TimeoutException(FormattableString.Invariant($"Waited in vain for {what} ({timeout.TotalSeconds:0.#} s)."));
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
