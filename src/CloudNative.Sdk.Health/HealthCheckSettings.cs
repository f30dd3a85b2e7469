using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Health;

/// <summary>Overrides the options for one check: <c>CloudNative:Health:Checks:&lt;name&gt;</c>. It wins over what the code states.</summary>
public sealed class HealthCheckSettings
{
    internal static readonly OptionsBinding<HealthCheckSettings> Binding = new(HealthOptions.SectionName + ":Checks:*", table => table
        .OptionalDuration(nameof(Timeout), o => o.Timeout, (o, value) => o.Timeout = value, HealthOptions.MinCheckTimeout, HealthOptions.MaxCheckTimeout)
        .OptionalDuration(nameof(Period), o => o.Period, (o, value) => o.Period = value, HealthOptions.MinCheckPeriod, HealthOptions.MaxCheckPeriod)
        .OptionalDuration(nameof(MaxAge), o => o.MaxAge, (o, value) => o.MaxAge = value, HealthOptions.MinResultMaxAge, HealthOptions.MaxResultMaxAge)
        .OptionalWholeNumber(nameof(FailureThreshold), o => o.FailureThreshold, (o, value) => o.FailureThreshold = value, HealthOptions.MinThreshold, HealthOptions.MaxThreshold)
        .OptionalWholeNumber(nameof(SuccessThreshold), o => o.SuccessThreshold, (o, value) => o.SuccessThreshold = value, HealthOptions.MinThreshold, HealthOptions.MaxThreshold));

    /// <summary>Gets or sets how long the check may run.</summary>
    /// <value>From 10 ms to 30 s, both included; <see langword="null"/> (default) leaves it to the registration and <see cref="HealthOptions.CheckTimeout"/>.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets the time between two runs.</summary>
    /// <value>From 100 ms to 1 h, both included; <see langword="null"/> (default) leaves it to the registration and <see cref="HealthOptions.CheckPeriod"/>.</value>
    public TimeSpan? Period { get; set; }

    /// <summary>Gets or sets how old a result may be.</summary>
    /// <value>From 1 s to 6 h, both included; <see langword="null"/> (default) leaves it to <see cref="HealthOptions.ResultMaxAge"/>.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Gets or sets how many failures in a row turn the check unhealthy.</summary>
    /// <value>From 1 to 100, both included; <see langword="null"/> (default) leaves it to <see cref="HealthOptions.FailureThreshold"/>.</value>
    public int? FailureThreshold { get; set; }

    /// <summary>Gets or sets how many successes in a row turn the check healthy.</summary>
    /// <value>From 1 to 100, both included; <see langword="null"/> (default) leaves it to <see cref="HealthOptions.SuccessThreshold"/>.</value>
    public int? SuccessThreshold { get; set; }
}
