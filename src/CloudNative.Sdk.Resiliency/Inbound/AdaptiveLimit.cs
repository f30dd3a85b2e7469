namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>
/// Finds how many requests may be under way before they only wait for one another. The long average of the time to an answer says how long a request takes
/// by itself; where the short one exceeds it under load, the rest is waiting, and the limit shrinks by this gradient. Otherwise it grows by a small allowance.
/// </summary>
/// <remarks>
/// Thread-safe; a measurement is one addition, and whoever finds the window over draws the conclusions. While fewer than half of the limit are under way,
/// times tell nothing about the limit: a slow dependency alone never shrinks it. The long average does not follow the short one up under load, or a
/// lasting overload would become the normal state; only at the least limit, where nothing can be waiting for anything of this process, it does.
/// </remarks>
internal sealed class AdaptiveLimit
{
    /// <summary>How much longer than by itself a request may take: less would mistake noise for waiting, more would let requests wait.</summary>
    private const double Tolerance = 1.4;

    /// <summary>How fast the long average may rise without load, in a second: doubled within six minutes.</summary>
    private const double RiseOfBaseline = 0.002;

    /// <summary>How fast the limit goes back to its initial value when it is not needed, in a second.</summary>
    private const double Return = 1.2;

    /// <summary>What is left of the limit after one window at least: an overload that begins must not last for several, and one pause of the process must not close it.</summary>
    private const double LeastLeft = 0.25;

    private const int LeastSamples = 10;
    private const int SamplesOfBaseline = 1000;
    private const int CountShift = 40;
    private const long Longest = 60_000_000;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly int _initial;
    private readonly int _min;
    private readonly int _max;

    /// <summary>The microseconds in the lower bits, and above them how many measurements they are of.</summary>
    private long _measured;
    private long _began;
    private int _peak;
    private int _isClosing;
    private double _exact;
    private double _baseline;
    private volatile int _current;

    public AdaptiveLimit(InboundOptions options, TimeProvider time)
    {
        (_time, _initial, _min, _max) = (time, options.InitialLimit, options.MinLimit, options.MaxLimit);
        _exact = _current = _initial;
        _began = time.GetTimestamp();
    }

    /// <summary>Gets the limit.</summary>
    public int Current => _current;

    /// <summary>Gets the time that a request takes by itself; zero while it is not known.</summary>
    public TimeSpan Baseline => TimeSpan.FromMicroseconds(Volatile.Read(ref _baseline));

    /// <summary>Notes how many requests are under way.</summary>
    public void Note(int underWay)
    {
        if (underWay > Volatile.Read(ref _peak))
        {
            Volatile.Write(ref _peak, underWay);
            if (underWay == _current / 2 && Volatile.Read(ref _isClosing) == 0)
            {
                // The load begins here: what was before it must not count into the requests in a second.
                Interlocked.Exchange(ref _measured, 0);
                Volatile.Write(ref _began, _time.GetTimestamp());
            }
        }
    }

    /// <summary>Takes the time to an answer into account.</summary>
    /// <returns>True where the limit may have changed.</returns>
    public bool Measure(TimeSpan elapsed, bool hasFailed)
    {
        var microseconds = Math.Clamp((long)elapsed.TotalMicroseconds, 1, Longest);
        if (hasFailed && microseconds < Volatile.Read(ref _baseline))
        {
            // Failing is quicker than working.
            return false;
        }

        var measured = Interlocked.Add(ref _measured, (1L << CountShift) + microseconds);
        var window = _time.GetElapsedTime(Volatile.Read(ref _began));
        if (window < Window || ((measured >> CountShift) < LeastSamples && window < LongestWindow) || Interlocked.Exchange(ref _isClosing, 1) != 0)
        {
            return false;
        }

        Close();
        Volatile.Write(ref _isClosing, 0);
        return true;
    }

    private void Close()
    {
        var now = _time.GetTimestamp();
        var window = _time.GetElapsedTime(_began, now);
        var measured = Interlocked.Exchange(ref _measured, 0);
        var isLoaded = Interlocked.Exchange(ref _peak, 0) >= _current / 2;
        var count = measured >> CountShift;
        if (isLoaded && window >= LongestWindow && count < LeastSamples)
        {
            // Answers that take minutes are few; forgotten each time, nothing would ever be learned of them, and the limit stay where it is.
            Interlocked.Add(ref _measured, measured);
            return;
        }

        Volatile.Write(ref _began, now);
        if (window < Window)
        {
            return;
        }

        if (count >= LeastSamples)
        {
            var average = (measured & ((1L << CountShift) - 1)) / (double)count;
            Learn(average, count, window, isLoaded);
            _exact = isLoaded ? Judge(average, count / window.TotalSeconds) : Relax(window);
        }
        else if (!isLoaded)
        {
            _exact = Relax(window);
        }

        _exact = Math.Clamp(_exact, _min, _max);
        _current = (int)_exact;
    }

    private void Learn(double average, long count, TimeSpan window, bool isLoaded)
    {
        var baseline = _baseline;
        var weight = Math.Min(0.2, (double)count / SamplesOfBaseline);
        if (baseline == 0)
        {
            baseline = average;
        }
        else if (average < baseline)
        {
            baseline += weight * (average - baseline);
        }
        else if (!isLoaded)
        {
            baseline = Math.Min(average, baseline * (1 + (RiseOfBaseline * window.TotalSeconds)));
        }
        else if (_current == _min)
        {
            baseline += 0.5 * (average - baseline);
        }

        Volatile.Write(ref _baseline, baseline);
    }

    /// <summary>Gets the limit under load.</summary>
    private double Judge(double average, double perSecond)
    {
        var allowance = Math.Sqrt(_exact);
        var gradient = Tolerance * _baseline / average;
        if (gradient >= 1)
        {
            return _exact + allowance;
        }

        // By Little's law the requests that were under way on average, times the gradient; unlike the limit times the gradient this holds too where the answers
        // are those of requests that came in under a former limit.
        var fitting = (perSecond * _baseline / 1e6 * Tolerance) + allowance;
        var target = Math.Clamp(fitting, _exact * LeastLeft, _exact);
        return gradient < 0.5 ? target : (_exact + target) / 2;
    }

    private double Relax(TimeSpan window)
    {
        var factor = Math.Pow(Return, Math.Min(window.TotalSeconds, LongestWindow.TotalSeconds));
        return _exact < _initial ? Math.Min(_initial, _exact * factor) : Math.Max(_initial, _exact / factor);
    }
}
