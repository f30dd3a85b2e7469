using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures for how long a log level may be changed while the service runs.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry:Logs:Levels</c>. Levels are changed at <c>/loggers</c> of the ops server, where <c>CloudNative:Ops:AllowChanges</c> is true.
/// </remarks>
public sealed class LogLevelOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Logs:Levels";
    internal static readonly TimeSpan MinDuration = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LongestDuration = TimeSpan.FromDays(7);

    internal static readonly OptionsBinding<LogLevelOptions> Binding = new(SectionName, table => table
        .Duration(nameof(DefaultDuration), o => o.DefaultDuration, (o, value) => o.DefaultDuration = value, MinDuration, LongestDuration)
        .Duration(nameof(MaxDuration), o => o.MaxDuration, (o, value) => o.MaxDuration = value, MinDuration, LongestDuration)
        .Rule((o, check) => check.Require(o.DefaultDuration <= o.MaxDuration, nameof(o.DefaultDuration), $"must not be longer than {nameof(o.MaxDuration)}", o.DefaultDuration)));

    /// <summary>Gets or sets how long a changed level holds when the request does not say.</summary>
    /// <value>From 1 s to <see cref="MaxDuration"/>, both included. The default is 10 min.</value>
    public TimeSpan DefaultDuration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the longest time for which a request may change a level.</summary>
    /// <value>From 1 s to 7 days, both included. The default is 1 day.</value>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromDays(1);
}
