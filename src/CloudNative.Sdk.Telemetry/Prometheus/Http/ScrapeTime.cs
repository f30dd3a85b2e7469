using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>How long a scrape may take: as long as the scraper waits, as Prometheus states in a header.</summary>
internal static class ScrapeTime
{
    private const string Header = "X-Prometheus-Scrape-Timeout-Seconds";
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWhole = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long the scrape waits for its collection, and how long it may take as a whole.</summary>
    public static (TimeSpan Wait, TimeSpan Whole) Of(HttpRequest request) =>
        double.TryParse(request.Headers[Header], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? (TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)), TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)))
            : (DefaultWait, DefaultWhole);
}
