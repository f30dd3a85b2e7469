using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>The moment from which on nobody waits for the answer to the request that is being served; it flows with the code that serves it.</summary>
/// <remarks>
/// Its source is not pooled: code that goes on after its request may still hold the token, and must not be cancelled by the deadline of another request.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private static readonly AsyncLocal<Deadline?> Flowing = new();

    private readonly long _end;
    private readonly TimeProvider? _time;
    private readonly Deadline? _outer;
    private readonly CancellationTokenSource? _source;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _hasEnded;

    /// <summary>Makes a deadline, or none for a while.</summary>
    private Deadline(Deadline? outer) => _outer = outer;

    private Deadline(long end, TimeProvider time, Deadline? outer, CancellationToken cancellationToken)
    {
        _end = end;
        _time = time;
        _outer = outer;
        _cancellationToken = cancellationToken;
        var left = Left;
        _source = left > TimeSpan.Zero ? new CancellationTokenSource(left, time) : new CancellationTokenSource(TimeSpan.Zero);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        Token = _source.Token;
    }

    /// <summary>Gets the deadline of the request that this code serves; null where there is none, or the request has ended.</summary>
    public static Deadline? Current => Innermost is { _time: not null } deadline ? deadline : null;

    /// <summary>Gets what fires when it is over.</summary>
    public CancellationToken Token { get; }

    /// <summary>Gets how much time is left; zero when it is over.</summary>
    public TimeSpan Left => _time is null ? Timeout.InfiniteTimeSpan
        : _time.GetElapsedTime(_time.GetTimestamp(), _end) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    private static Deadline? Innermost
    {
        get
        {
            var deadline = Flowing.Value;
            while (deadline is { _hasEnded: true })
            {
                deadline = deadline._outer;
            }

            return deadline;
        }
    }

    /// <summary>Begins a deadline for this code and what it calls. It cannot be later than the one around it.</summary>
    public static Deadline Begin(TimeSpan left, TimeProvider time, CancellationToken cancellationToken)
    {
        var outer = Innermost;
        if (Current is { } around && around.Left < left)
        {
            left = around.Left;
        }

        return Flowing.Value = new Deadline(time.GetTimestamp() + (long)((Int128)left.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond), time, outer, cancellationToken);
    }

    /// <summary>Begins a time in which no deadline counts.</summary>
    public static Deadline BeginWithout() => Flowing.Value = new Deadline(Innermost);

    /// <summary>Tells whether it is over. If so its token has fired on return, also where the timer of another limit was a little faster.</summary>
    /// <param name="early">How much too early that timer has fired.</param>
    /// <remarks>Its own timer ends it however early it fires: nobody could do anything with the rest.</remarks>
    public bool TryExpire(TimeSpan early = default)
    {
        if (Token.IsCancellationRequested)
        {
            return !_cancellationToken.IsCancellationRequested || Left <= CallTime.TimerStep;
        }

        if (_hasEnded || Left > CallTime.TimerStep + early)
        {
            return false;
        }

        try
        {
            _source?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request has ended meanwhile.
            return false;
        }

        return true;
    }

    public void Dispose()
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        _registration.Dispose();
        _source?.Dispose();
        if (ReferenceEquals(Flowing.Value, this))
        {
            Flowing.Value = _outer;
        }
    }
}
