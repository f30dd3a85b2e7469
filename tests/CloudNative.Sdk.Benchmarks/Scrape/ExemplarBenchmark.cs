using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>What exemplars cost a measurement: with the filter off and on, outside and inside a recorded trace.</summary>
internal static class ExemplarBenchmark
{
    private const int Rounds = 30;
    private const int Measurements = 200_000;

    public static int Run()
    {
        using var off = new Instruments(ExemplarFilterType.AlwaysOff);
        using var on = new Instruments(ExemplarFilterType.TraceBased);
        using var activity = new Activity("work") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        foreach (var traced in (bool[])[false, true])
        {
            Activity.Current = traced ? activity.Start() : null;
            var best = (OffCounter: double.MaxValue, OnCounter: double.MaxValue, OffHistogram: double.MaxValue, OnHistogram: double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                best = (
                    Math.Min(best.OffCounter, off.Count()), Math.Min(best.OnCounter, on.Count()),
                    Math.Min(best.OffHistogram, off.Record()), Math.Min(best.OnHistogram, on.Record()));
            }

            Console.WriteLine($"{(traced ? "in a recorded trace" : "outside a trace"),-20} counter {best.OffCounter:F1} -> {best.OnCounter:F1} ns   histogram {best.OffHistogram:F1} -> {best.OnHistogram:F1} ns");
        }

        return 0;
    }

    private sealed class Instruments : IDisposable
    {
        private static readonly KeyValuePair<string, object?>[] Tags = [new("method", "GET"), new("route", "/items"), new("code", "200")];

        private readonly Meter _meter;
        private readonly MeterProvider _provider;
        private readonly Counter<long> _counter;
        private readonly Histogram<double> _histogram;

        public Instruments(ExemplarFilterType filter)
        {
            _meter = new Meter($"exemplars.{filter}");
            _provider = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
                .AddMeter(_meter.Name)
                .SetExemplarFilter(filter)
                .AddReader(new BaseExportingMetricReader(new Telemetry.Prometheus.Collection.SnapshotExporter([])))
                .Build();
            _counter = _meter.CreateCounter<long>("count");
            _histogram = _meter.CreateHistogram<double>("duration");
        }

        public double Count()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Measurements; i++)
            {
                _counter.Add(1, Tags);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Measurements;
        }

        public double Record()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Measurements; i++)
            {
                _histogram.Record(i & 63, Tags);
            }

            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Measurements;
        }

        public void Dispose()
        {
            _meter.Dispose();
            _provider.Dispose();
        }
    }
}
