using System.Diagnostics.Metrics;
using System.Globalization;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>The series of the benchmark: 40% counters, 20% gauges, 40% histograms with 14 buckets, 3 labels each, at most 1,000 series an instrument.</summary>
internal static class ScrapePlan
{
    public const int Buckets = 14;

    private const int SeriesPerInstrument = 1_000;
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    public static int Counters(int series) => series * 4 / 10;

    public static int Gauges(int series) => series * 2 / 10;

    public static int Histograms(int series) => series - Counters(series) - Gauges(series);

    /// <summary>Makes the series, and measures each.</summary>
    public static void Fill(Meter meter, int series)
    {
        Each(Counters(series), "requests", name => meter.CreateCounter<long>(name, "{request}", "Requests."), (counter, i, tags) => counter.Add(1_000 + i, tags));
        Each(Gauges(series), "depth", name => meter.CreateGauge<double>(name, "By", "Depth."), (gauge, i, tags) => gauge.Record((i * 7.25) + 0.5, tags));
        Each(
            Histograms(series),
            "latency",
            name => meter.CreateHistogram<double>(name, "s", "Latency.", tags: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds }),
            (histogram, i, tags) =>
            {
                for (var k = 0; k < 5; k++)
                {
                    histogram.Record(((i + k) % 97) * 0.0123, tags);
                }
            });
    }

    private static void Each<TInstrument>(int count, string name, Func<string, TInstrument> create, Action<TInstrument, int, KeyValuePair<string, object?>[]> measure)
    {
        TInstrument? instrument = default;
        for (var i = 0; i < count; i++)
        {
            if (i % SeriesPerInstrument == 0)
            {
                instrument = create(string.Create(CultureInfo.InvariantCulture, $"{name}.i{i / SeriesPerInstrument}"));
            }

            measure(instrument!, i,
            [
                new("http.request.method", Methods[i % Methods.Length]),
                new("http.route", string.Create(CultureInfo.InvariantCulture, $"/api/items/{i % SeriesPerInstrument}")),
                new("http.response.status_code", "200"),
            ]);
        }
    }
}
