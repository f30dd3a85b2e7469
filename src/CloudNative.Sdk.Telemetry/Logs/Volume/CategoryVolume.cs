using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Counts the records of one category, and decides which are left out.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CategoryVolume(string category, LogOptions options, LogMetrics metrics, TimeProvider time, ReportTimers timers, ILogger report)
{
    private const string Sampled = "sampling";
    private const string Limited = "rate_limit";
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMinutes(1);

    private readonly CategoryCount _count = metrics.CountOf(category);
    private readonly LogLevel _maxSampled = CategoryRules.SamplingOf(category, options)?.MaxLevel ?? LogLevel.None;
    private readonly TraceShare? _share = CategoryRules.SamplingOf(category, options) is { } rule ? new TraceShare(rule.Ratio) : null;
    private readonly LogLevel _maxLimited = CategoryRules.LimitOf(category, options)?.MaxLevel ?? LogLevel.None;
    private readonly TokenBucket? _bucket = CategoryRules.LimitOf(category, options) is { } limit
        ? new TokenBucket(limit.PerSecond, limit.Burst ?? (int)Math.Max(1, limit.PerSecond), time)
        : null;

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _isReportDue;
    private long _sampled;
    private long _limited;

    /// <summary>Counts a record and returns whether it is written.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="isWanted">Whether the record was asked for, as by an uplift, and is therefore never left out.</param>
    public bool Admits(LogLevel level, bool isWanted)
    {
        _count.Add(level);
        if (isWanted)
        {
            return true;
        }

        if (_share is not null && level <= _maxSampled && !_share.Keeps(Activity.Current))
        {
            Drop(level, Sampled, ref _sampled);
            return false;
        }

        if (_bucket is not null && level <= _maxLimited && !_bucket.TryTake())
        {
            Drop(level, Limited, ref _limited);
            return false;
        }

        return true;
    }

    private void Drop(LogLevel level, string reason, ref long count)
    {
        metrics.CountDropped(level, _count.Label, reason);
        lock (_lock)
        {
            count++;
            if (_isReportDue)
            {
                return;
            }

            _isReportDue = true;
            _timer ??= timers.Create(Report);
            _timer?.Change(ReportPeriod, Timeout.InfiniteTimeSpan);
        }
    }

    private void Report()
    {
        long sampled;
        long limited;
        lock (_lock)
        {
            (sampled, limited, _sampled, _limited, _isReportDue) = (_sampled, _limited, 0, 0, false);
        }

        report.MessagesDropped(limited > 0 ? LogLevel.Warning : LogLevel.Information, sampled + limited, category, sampled, limited);
    }
}
