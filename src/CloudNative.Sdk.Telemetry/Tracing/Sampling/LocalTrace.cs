using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>This service's part of a trace that was not chosen, while any of its first spans is open.</summary>
/// <remarks>Thread-safe. A service that calls itself has several first spans in one trace.</remarks>
internal sealed class LocalTrace(long began)
{
    private readonly Lock _lock = new();
    private readonly List<Activity> _ended = [];
    private Activity? _first;
    private HashSet<Activity>? _otherFirsts;
    private bool _isKept;
    private bool _isClosed;

    public long Began { get; } = began;

    /// <summary>Adds a first span; false when the trace was closed meanwhile, and a new one must be made.</summary>
    public bool TryBegin(Activity span)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            if (_first is null)
            {
                _first = span;
            }
            else
            {
                (_otherFirsts ??= []).Add(span);
            }

            return true;
        }
    }

    /// <summary>Adds an inner span.</summary>
    /// <returns>What to do with it: it is held here, or it goes its way at once, or why neither.</returns>
    public Fate Add(Activity span, int maxSpans, Func<bool> hasRoom)
    {
        lock (_lock)
        {
            if (_isKept)
            {
                return Fate.Pass;
            }

            if (_isClosed)
            {
                return Fate.Closed;
            }

            if (_ended.Count >= maxSpans)
            {
                return Fate.TooMany;
            }

            if (!hasRoom())
            {
                return Fate.NoRoom;
            }

            _ended.Add(span);
            return Fate.Held;
        }
    }

    /// <summary>Ends one first span. The spans of a kept trace are marked as recorded, by which what ends later knows it.</summary>
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
            if (!Leave(span))
            {
                // A caller has chosen this one, or it was given up: the others wait for no more than their own.
                isLast = false;
                isKept = keep;
                return [];
            }

            _isKept |= keep;
            isKept = _isKept;
            isLast = _isClosed |= _first is null && _otherFirsts is not { Count: > 0 };
            if (_isKept)
            {
                Record(span);
                _ended.ForEach(Record);
            }

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
    /// <param name="mark">Marks each of them.</param>
    /// <returns>What was held.</returns>
    public Activity[] Abandon(Action<Activity> mark)
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_first is not null)
            {
                mark(_first);
            }

            foreach (var span in _otherFirsts ?? [])
            {
                mark(span);
            }

            return Take();
        }
    }

    private static void Record(Activity span) => span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;

    private bool Leave(Activity span)
    {
        if (_first != span)
        {
            return _otherFirsts?.Remove(span) == true;
        }

        _first = null;
        return true;
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
        TooMany,
        NoRoom,
        Closed,
    }
}
