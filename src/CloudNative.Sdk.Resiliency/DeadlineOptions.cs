using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Configures how the deadlines of requests are met that callers send along.</summary>
/// <remarks>Configuration section: <c>CloudNative:Resiliency:Deadlines</c>. Read when the host starts.</remarks>
public sealed class DeadlineOptions
{
    internal const string SectionName = ResiliencyOptions.SectionName + ":Deadlines";

    internal static readonly TimeSpan GreatestMargin = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LeastMax = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan GreatestMax = TimeSpan.FromHours(24);

    internal static readonly OptionsBinding<DeadlineOptions> Binding = new(SectionName, table => table
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .Duration(nameof(Margin), o => o.Margin, (o, value) => o.Margin = value, TimeSpan.Zero, GreatestMargin)
        .Duration(nameof(Max), o => o.Max, (o, value) => o.Max = value, LeastMax, GreatestMax)
        .Rule((o, check) => check.Require(o.Margin < o.Max, nameof(Margin), $"must be below {nameof(Max)} ({o.Max})", o.Margin)));

    /// <summary>Gets or sets whether the headers <c>X-Request-Deadline</c> and <c>grpc-timeout</c> of requests are read.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets what is taken off the time that a request brings along, for the way of the answer back to the caller.</summary>
    /// <value>0 to 1 s, both included, and below <see cref="Max"/>. The default is 5 ms. A request with no more time than that is refused with 504.</value>
    public TimeSpan Margin { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets or sets the longest time that a request can bring along; a longer one counts as this.</summary>
    /// <value>10 ms to 24 h, both included. The default is 5 min.</value>
    public TimeSpan Max { get; set; } = TimeSpan.FromMinutes(5);
}
