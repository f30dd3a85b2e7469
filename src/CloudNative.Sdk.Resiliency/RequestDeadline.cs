using CloudNative.Sdk.Resiliency.Deadlines;

namespace CloudNative.Sdk.Resiliency;

/// <summary>The moment from which on nobody waits for the result of the work under way.</summary>
/// <remarks>
/// For a request it comes from its caller. It flows with asynchronous code, limits each call of an <see cref="HttpClient"/>, and is sent along with it. It ends with the request or
/// the scope: work that was started there and goes on has no deadline from then on. Thread-safe.
/// </remarks>
public static class RequestDeadline
{
    /// <summary>Gets how much time is left.</summary>
    /// <value>Zero when it is over, and null where there is no deadline.</value>
    public static TimeSpan? Left => Deadline.Current?.Left;

    /// <summary>Gives work that no request brings a deadline: that of a message, or of a job. Within another deadline the earlier counts.</summary>
    /// <param name="left">How long it has from now on, up to 24 h. Zero or less is over at once.</param>
    /// <param name="cancellationToken">What cancels the work besides; the token of the scope fires with it.</param>
    /// <returns>The scope. Dispose it where it was begun, when the work is done.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="left"/> is more than 24 h.</exception>
    public static DeadlineScope Begin(TimeSpan left, CancellationToken cancellationToken = default) => Begin(left, TimeProvider.System, cancellationToken);

    /// <inheritdoc cref="Begin(TimeSpan, CancellationToken)"/>
    /// <param name="left">How long it has from now on, up to 24 h. Zero or less is over at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">What cancels the work besides; the token of the scope fires with it.</param>
    public static DeadlineScope Begin(TimeSpan left, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left, DeadlineOptions.GreatestMax);
        ArgumentNullException.ThrowIfNull(time);
        return new DeadlineScope(Deadline.Begin(left, time, cancellationToken));
    }

    /// <summary>Sets the deadline aside for what must be done even when it is over, as taking back what was half done.</summary>
    /// <returns>The scope. Dispose it where it was begun; then the deadline counts again.</returns>
    public static DeadlineScope Suspend() => new(Deadline.BeginWithout());
}
