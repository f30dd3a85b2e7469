namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>
/// A pair of windows over which the error budget must not burn faster than allowed: the long one tells that it matters, the short one that it still goes on.
/// </summary>
/// <param name="Short">The short window.</param>
/// <param name="Long">The long window.</param>
/// <param name="Share">The share of the whole budget that may be gone after the long window.</param>
/// <param name="For">How long it must hold.</param>
/// <param name="Severity">Whether somebody is woken up.</param>
/// <remarks>Google SRE Workbook, chapter 5.</remarks>
internal sealed record BurnWindow(TimeSpan Short, TimeSpan Long, double Share, TimeSpan For, string Severity)
{
    public static readonly IReadOnlyList<BurnWindow> All =
    [
        new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), 0.02, TimeSpan.FromMinutes(2), Alert.Page),
        new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(6), 0.05, TimeSpan.FromMinutes(15), Alert.Page),
        new(TimeSpan.FromHours(2), TimeSpan.FromDays(1), 0.1, TimeSpan.FromHours(1), Alert.Ticket),
        new(TimeSpan.FromHours(6), TimeSpan.FromDays(3), 0.1, TimeSpan.FromHours(3), Alert.Ticket),
    ];

    /// <summary>Gets the share of bad requests from which on the budget burns too fast.</summary>
    public double Limit(double objective, TimeSpan window) => (1 - (objective / 100)) * Share * window.TotalHours / Long.TotalHours;
}
