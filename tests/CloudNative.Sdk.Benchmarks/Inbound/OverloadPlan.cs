namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>How the load runs: a third of what the service can do, then three times of it, then half of it.</summary>
/// <param name="Before">How long the calm lasts.</param>
/// <param name="Overload">How long the overload lasts.</param>
/// <param name="After">How long the run goes on after it.</param>
internal sealed record OverloadPlan(TimeSpan Before, TimeSpan Overload, TimeSpan After)
{
    public static OverloadPlan Minute { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));

    public TimeSpan Begin => Before;

    public TimeSpan End => Before + Overload;

    public TimeSpan Whole => End + After;

    /// <summary>Gets the load as a multiple of what the service can do.</summary>
    public double LoadAt(TimeSpan at) => at < Begin ? 1 / 3d : at < End ? 3 : 0.5;

    /// <summary>Of ten requests one is critical and three are sheddable.</summary>
    public static Resiliency.RequestPriority PriorityOf(int number) => (number % 10) switch
    {
        0 => Resiliency.RequestPriority.Critical,
        1 or 4 or 7 => Resiliency.RequestPriority.Sheddable,
        _ => Resiliency.RequestPriority.Default,
    };
}
