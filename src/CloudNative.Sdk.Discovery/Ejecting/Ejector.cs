using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Ejecting;

/// <summary>Decides which instances are not called for a while, and for how long.</summary>
/// <remarks>The caller holds the lock of the service where the state of an instance changes.</remarks>
internal sealed class Ejector(EjectionOptions options, TimeProvider time)
{
    /// <summary>A call that was given up after so many times the usual one counts as failed.</summary>
    private const int TimesLonger = 10;

    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastHanging = TimeSpan.FromMilliseconds(100);

    private readonly long _window = Ticks(options.Window, time);
    private readonly long _slowStart = Ticks(options.SlowStart, time);
    private readonly long _succession = Ticks(options.MaxTime, time);
    private readonly long _hanging = Ticks(options.HangingAfter, time);
    private readonly long _leastHanging = Ticks(LeastHanging, time);

    /// <summary>Counts how a call ended.</summary>
    /// <returns>Why the instance should be ejected, or null.</returns>
    public EjectionReason? Judge(Instance instance, CallOutcome outcome, long ticks, long now)
    {
        if (outcome == CallOutcome.Success)
        {
            instance.Health.Succeeded();
            return null;
        }

        if (!options.Enabled || (outcome == CallOutcome.Cancelled && !IsHanging(instance, ticks)))
        {
            return null;
        }

        return outcome == CallOutcome.Unreachable
            ? EjectionReason.Unreachable
            : instance.Health.Failed(options, instance.Calls, now, _window);
    }

    /// <summary>Ejects an instance, unless too many of its peers are.</summary>
    /// <returns>Whether it is ejected now and was not before.</returns>
    public bool Eject(Instance instance, EjectionReason reason, Instance[] peers, long now)
    {
        if (instance.Health.IsEjected)
        {
            return false;
        }

        var ejected = peers.Count(peer => peer.Health.IsEjected) + 1;
        if (peers.Length == 1 || (reason != EjectionReason.Unreachable && ejected > peers.Length * options.MaxEjectedShare))
        {
            return false;
        }

        var isInSuccession = instance.Health.WasBack(now, _succession);
        var before = isInSuccession ? instance.Health.Ejections : 0;
        instance.Health.Eject(reason, now, now + Ticks(TimeFor(reason, before), time), isInSuccession);
        return true;
    }

    /// <summary>Leaves an instance ejected that still cannot be connected to.</summary>
    /// <returns>False where it has been out for so long that a call is worth the try: it may be reached by a way that the probe does not know.</returns>
    public bool Extend(Instance instance, Ejection ejection, long now)
    {
        if (time.GetElapsedTime(ejection.Since, now) >= options.MaxTime)
        {
            return false;
        }

        instance.Health.Eject(ejection.Reason, now, now + Ticks(TimeFor(ejection.Reason, instance.Health.Ejections), time), isInSuccession: true);
        return true;
    }

    public void Return(Instance instance, long now, bool isOnProbation) => instance.Health.Return(now, _slowStart, isOnProbation);

    /// <summary>Given up after a time that is long by itself, or long for this instance.</summary>
    private bool IsHanging(Instance instance, long ticks) =>
        ticks >= _hanging || (ticks >= _leastHanging && instance.Usual > 0 && ticks >= TimesLonger * instance.Usual);

    private static long Ticks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan TimeFor(EjectionReason reason, int before)
    {
        var first = reason == EjectionReason.Unreachable && FirstProbe < options.BaseTime ? FirstProbe : options.BaseTime;
        var full = first * Math.Pow(2, Math.Min(before, 16));

        // Spread a little, so that callers do not come back to an instance all at once.
        return TimeSpan.FromTicks(Math.Min(full.Ticks, options.MaxTime.Ticks)) * (0.9 + (0.2 * Random.Shared.NextDouble()));
    }
}
