using System.Numerics;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Knows within which time most answers came lately. Old answers fade: every thousand halve what was counted before.</summary>
/// <remarks>Thread-safe without a lock; four steps for each doubling of the time, so that an answer is off by a fifth at most.</remarks>
internal sealed class AnswerTimes
{
    private const int Steps = 4;
    private const int Fade = 1000;
    private const int Least = 20;

    private readonly int[] _counts = new int[32 * Steps];
    private int _total;

    public void Add(TimeSpan time)
    {
        Interlocked.Increment(ref _counts[IndexOf(time)]);
        if (Interlocked.Increment(ref _total) >= Fade)
        {
            Halve();
        }
    }

    /// <summary>Gets the time within which 95 % of the answers came; null while there are too few to tell.</summary>
    public TimeSpan? P95()
    {
        var total = _counts.Sum();
        if (total < Least)
        {
            return null;
        }

        var rest = total / 20;
        for (var i = _counts.Length - 1; i >= 0; i--)
        {
            rest -= _counts[i];
            if (rest < 0)
            {
                return TimeOf(i);
            }
        }

        return TimeOf(0);
    }

    /// <summary>From 16 microseconds on.</summary>
    private static int IndexOf(TimeSpan time)
    {
        var units = (ulong)Math.Max(Steps, time.Ticks / 40);
        var power = BitOperations.Log2(units);
        var step = (int)((units >> (power - 2)) & (Steps - 1));
        return Math.Min(((power - 2) * Steps) + step, (32 * Steps) - 1);
    }

    /// <summary>Gets the end of a step.</summary>
    private static TimeSpan TimeOf(int index) => TimeSpan.FromTicks((long)((ulong)(Steps + 1 + (index % Steps)) << (index / Steps)) * 40);

    private void Halve()
    {
        var total = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            total += _counts[i] /= 2;
        }

        Volatile.Write(ref _total, total);
    }
}
