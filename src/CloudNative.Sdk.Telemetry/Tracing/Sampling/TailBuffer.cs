using System.Collections.Concurrent;
using System.Diagnostics;
using CloudNative.Sdk.Tracing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>Holds the ended spans of traces that were not chosen until it is known whether the trace has failed or was slow here.</summary>
/// <remarks>
/// Thread-safe. Bounded in number, traces and spans together, and in time: what does not end within <see cref="MaxAge"/> is given up. A span that finds no room
/// is dropped; the first span of a trace needs none, so errors and slow requests are kept even then.
/// </remarks>
internal sealed class TailBuffer
{
    /// <summary>So many inner spans of one trace; a loop that makes more must not take the room of all others.</summary>
    public const int MaxSpansPerTrace = 1_000;

    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private const string ExpiredProperty = "CloudNative.Expired";

    private readonly ConcurrentDictionary<ActivityTraceId, LocalTrace> _traces = new();
    private readonly TracingOptions _options;
    private readonly TimeProvider _time;
    private readonly TailMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Func<bool> _tryHold;
    private int _held;
    private long _dropped;
    private long _lastSweep;

    public TailBuffer(IOptions<TracingOptions> options, TimeProvider time, TailMetrics metrics, ILogger<TailBuffer> logger)
    {
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _tryHold = TryHold;
        _lastSweep = time.GetTimestamp();
    }

    /// <summary>Gets how many traces and spans are held.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Opens a trace, or counts one more first span of it.</summary>
    public void Begin(Activity span)
    {
        SweepIfDue();
        var id = span.TraceId;
        while (!_traces.TryGetValue(id, out var trace) || !trace.TryBegin(span))
        {
            if (trace is not null)
            {
                Remove(id, trace);
            }

            if (!TryHold())
            {
                return;
            }

            if (!_traces.TryAdd(id, new LocalTrace(_time.GetTimestamp())))
            {
                Release(1);
            }
        }
    }

    /// <summary>Takes an ended span: passes it on with those before it, holds it, or forgets it.</summary>
    public void End(Activity span, Action<Activity> pass)
    {
        SweepIfDue();
        var trace = _traces.GetValueOrDefault(span.TraceId);
        if (span.Parent is not null)
        {
            EndInner(span, trace, pass);
            return;
        }

        var isKept = span.Recorded || MustKeep(span);
        if (trace is not null)
        {
            EndFirst(span, trace, ref isKept, pass);
        }

        if (isKept)
        {
            pass(span);
        }
    }

    private void EndFirst(Activity span, LocalTrace trace, ref bool isKept, Action<Activity> pass)
    {
        var ended = trace.End(span, isKept, _tryHold, out var isLast, out isKept);
        if (isLast)
        {
            Remove(span.TraceId, trace);
        }

        Release(ended.Length);
        if (isKept)
        {
            Array.ForEach(ended, pass);
        }
    }

    private void EndInner(Activity span, LocalTrace? trace, Action<Activity> pass)
    {
        var fate = trace?.Add(span, MaxSpansPerTrace, _tryHold) ?? LocalTrace.Fate.Closed;
        if (fate == LocalTrace.Fate.Held)
        {
            return;
        }

        var first = FirstOf(span);
        if (fate == LocalTrace.Fate.Pass || first.Recorded)
        {
            pass(span);
        }
        else if (!first.IsStopped && !OpsSpan.IsExcluded(first))
        {
            CountDropped(fate, first);
        }
    }

    private void CountDropped(LocalTrace.Fate fate, Activity first)
    {
        var reason = fate == LocalTrace.Fate.TooMany ? TailMetrics.TraceLimit
            : first.GetCustomProperty(ExpiredProperty) is not null ? TailMetrics.Expired
            : TailMetrics.Full;
        _metrics.SpansDropped(reason);
        if (reason == TailMetrics.Full)
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private bool MustKeep(Activity span)
    {
        if (OpsSpan.IsExcluded(span))
        {
            return false;
        }

        return IsSlow(span) || (_options.KeepErrors && span.Status == ActivityStatusCode.Error);
    }

    private bool IsSlow(Activity span) =>
        _options.SlowThreshold > TimeSpan.Zero && span.Kind is ActivityKind.Server or ActivityKind.Consumer && span.Duration >= _options.SlowThreshold
        && !StreamSpan.IsMarked(span);

    private static Activity FirstOf(Activity span)
    {
        while (span.Parent is { } parent)
        {
            span = parent;
        }

        return span;
    }

    private bool TryHold()
    {
        if (Interlocked.Increment(ref _held) <= _options.MaxBufferedSpans)
        {
            return true;
        }

        Release(1);
        return false;
    }

    private void Release(int count) => Interlocked.Add(ref _held, -count);

    private void Remove(ActivityTraceId id, LocalTrace trace)
    {
        if (_traces.TryRemove(KeyValuePair.Create(id, trace)))
        {
            Release(1);
        }
    }

    private void Abandon(ActivityTraceId id, LocalTrace trace)
    {
        var held = trace.Abandon(static first => first.SetCustomProperty(ExpiredProperty, ExpiredProperty)).Length;
        Release(held);
        Remove(id, trace);
        if (held > 0)
        {
            _metrics.SpansDropped(TailMetrics.Expired, held);
        }
    }

    private void SweepIfDue()
    {
        var last = Volatile.Read(ref _lastSweep);
        if (_time.GetElapsedTime(last) < SweepPeriod || Interlocked.CompareExchange(ref _lastSweep, _time.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var (id, trace) in _traces)
        {
            if (_time.GetElapsedTime(trace.Began) >= MaxAge)
            {
                Abandon(id, trace);
            }
        }

        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            _logger.TailBufferFull(_options.MaxBufferedSpans, dropped);
        }
    }
}
