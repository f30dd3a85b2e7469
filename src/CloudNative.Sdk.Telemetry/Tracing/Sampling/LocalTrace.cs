using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>This service's part of a trace that was not chosen, while any of its first spans is open.</summary>
/// <remarks>Thread-safe. A service that calls itself has several first spans in one trace.</remarks>
internal sealed class LocalTrace(long began)
{
    private readonly Lock _lock = new();
    private readonly List<Activity> _ended = [];
    private int _open;
    private bool _isKept;
    private bool _isClosed;

    public long Began { get; } = began;

    /// <summary>Counts a first span; false when the trace was closed meanwhile, and a new one must be made.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            _open += _isClosed ? 0 : 1;
            return !_isClosed;
        }
    }

    /// <summary>Adds an inner span.</summary>
    /// <returns>What to do with it: it is held here, or it goes its way at once, or there is no room for it.</returns>
    public Fate Add(Activity span, int maxSpans, Func<bool> hasRoom)
    {
        lock (_lock)
        {
            if (_isKept)
            {
                return Fate.Pass;
            }

            if (_isClosed || _ended.Count >= maxSpans || !hasRoom())
            {
                return Fate.Drop;
            }

            _ended.Add(span);
            return Fate.Held;
        }
    }

    /// <summary>Ends one first span.</summary>
    /// <param name="span">The span.</param>
    /// <param name="keep">Whether it demands that the trace is kept.</param>
    /// <param name="hasRoom">Whether there is room for the span itself, which waits for the others.</param>
    /// <param name="isLast">Whether none is open any more.</param>
    /// <param name="isKept">Whether the trace is kept, by this span or by one before.</param>
    /// <returns>The inner spans that need not be held any longer: to be passed on where the trace is kept, otherwise to be forgotten.</returns>
    public Activity[] End(Activity span, bool keep, Func<bool> hasRoom, out bool isLast, out bool isKept)
    {
        lock (_lock)
        {
            _open--;
            _isKept |= keep;
            isKept = _isKept;
            isLast = _isClosed |= _open == 0;
            if (_isKept || isLast)
            {
                return Take();
            }

            if (hasRoom())
            {
                _ended.Add(span);
            }

            return [];
        }
    }

    /// <summary>Gives up on a trace whose first spans do not end.</summary>
    /// <returns>What was held.</returns>
    public Activity[] Abandon()
    {
        lock (_lock)
        {
            _isClosed = true;
            return Take();
        }
    }

    private Activity[] Take()
    {
        var spans = _ended.ToArray();
        _ended.Clear();
        return spans;
    }

    public enum Fate
    {
        Held,
        Pass,
        Drop,
    }
}
