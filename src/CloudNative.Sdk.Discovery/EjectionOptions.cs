using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery;

/// <summary>Says when an instance is not called for a while because calls to it fail.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Discovery:Ejection</c>. An instance that cannot be connected to is ejected at once, and comes back when a connection
/// in the background succeeds. An ejected instance is called all the same where no other is left.
/// </remarks>
public sealed class EjectionOptions
{
    internal static readonly OptionsBinding<EjectionOptions> Binding = new("CloudNative:Discovery:Ejection", table => table
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .WholeNumber(nameof(ConsecutiveFailures), o => o.ConsecutiveFailures, (o, value) => o.ConsecutiveFailures = value, 1, 1000)
        .Number(nameof(FailureShare), o => o.FailureShare, (o, value) => o.FailureShare = value, 0.01, 1)
        .WholeNumber(nameof(MinimumCalls), o => o.MinimumCalls, (o, value) => o.MinimumCalls = value, 1, 1_000_000)
        .Duration(nameof(Window), o => o.Window, (o, value) => o.Window = value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
        .Duration(nameof(HangingAfter), o => o.HangingAfter, (o, value) => o.HangingAfter = value, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5))
        .Duration(nameof(BaseTime), o => o.BaseTime, (o, value) => o.BaseTime = value, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10))
        .Duration(nameof(MaxTime), o => o.MaxTime, (o, value) => o.MaxTime = value, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))
        .Number(nameof(MaxEjectedShare), o => o.MaxEjectedShare, (o, value) => o.MaxEjectedShare = value, 0, 1)
        .Duration(nameof(SlowStart), o => o.SlowStart, (o, value) => o.SlowStart = value, TimeSpan.Zero, TimeSpan.FromMinutes(10))
        .Rule((o, check) => check.Require(o.MaxTime >= o.BaseTime, nameof(MaxTime), $"must be at least {nameof(BaseTime)} ({o.BaseTime})", o.MaxTime)));

    /// <summary>Gets or sets whether instances are ejected.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets after how many failed calls, one after the other, an instance is ejected.</summary>
    /// <value>1 to 1000; the default is 5. A call fails with a status of 500 and above, with an exception, or when it was given up after <see cref="HangingAfter"/>.</value>
    public int ConsecutiveFailures { get; set; } = 5;

    /// <summary>Gets or sets the share of failed calls within <see cref="Window"/> from which on an instance is ejected.</summary>
    /// <value>0.01 to 1; the default is 0.5.</value>
    public double FailureShare { get; set; } = 0.5;

    /// <summary>Gets or sets how many calls within <see cref="Window"/> it takes to judge an instance by its share of failures.</summary>
    /// <value>1 to 1,000,000; the default is 20.</value>
    public int MinimumCalls { get; set; } = 20;

    /// <summary>Gets or sets the time over which the share of failures is taken.</summary>
    /// <value>1 s to 10 min; the default is 10 s.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets from which time on a call that the caller gave up counts as failed.</summary>
    /// <value>10 ms to 5 min; the default is 1 s.</value>
    public TimeSpan HangingAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long an instance stays ejected the first time; each further time doubles it.</summary>
    /// <value>100 ms to 10 min; the default is 5 s. An instance that cannot be connected to is asked again after a second at first.</value>
    public TimeSpan BaseTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long an instance stays ejected at most.</summary>
    /// <value>100 ms to 1 h, at least <see cref="BaseTime"/>; the default is 1 min.</value>
    public TimeSpan MaxTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the share of a service's instances that is ejected for failed answers at most. Beyond it the fault is not theirs, and they stay.</summary>
    /// <value>0 to 1; the default is 0.7. Instances that cannot be connected to are not limited by it.</value>
    public double MaxEjectedShare { get; set; } = 0.7;

    /// <summary>Gets or sets over which time an instance that came back gets more and more calls.</summary>
    /// <value>0 to 10 min; the default is 10 s; 0 gives it its full share at once.</value>
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);
}
