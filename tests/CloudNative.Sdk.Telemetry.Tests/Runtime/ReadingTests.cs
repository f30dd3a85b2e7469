using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Runtime;

namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

public sealed class ReadingTests
{
    [Fact]
    public void Each_collection_gets_one_value()
    {
        var value = 0L;
        var reading = new Reading<long>(() => ++value);

        Assert.Equal([1L, 2L], [Assert.Single(reading).Value, Assert.Single(reading).Value]);
    }

    [Fact]
    public void A_value_that_is_not_known_is_left_out() => Assert.Empty(new Reading<double>(() => null));

    [Fact]
    public void Two_collections_at_a_time_do_not_disturb_each_other()
    {
        var value = 0L;
        var reading = new Reading<long>(() => ++value);
        using var first = reading.GetEnumerator();
        using var second = reading.GetEnumerator();

        Assert.Equal((true, true, false, false), (first.MoveNext(), second.MoveNext(), first.MoveNext(), second.MoveNext()));
        Assert.Equal((1L, 2L), (first.Current.Value, second.Current.Value));
    }

    [Fact]
    public void A_collection_allocates_nothing()
    {
        using var meter = new Meter("ReadingTests");
        meter.Gauge<long>("reading", "1", string.Empty, () => 5);
        var seen = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Enable(instrument, self, meter) };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => seen += measured);
        listener.Start();
        listener.RecordObservableInstruments();

        var before = GC.GetAllocatedBytesForCurrentThread();
        listener.RecordObservableInstruments();

        Assert.Equal((0, 10), (GC.GetAllocatedBytesForCurrentThread() - before, seen));
    }

    private static void Enable(Instrument instrument, MeterListener listener, Meter meter)
    {
        if (ReferenceEquals(instrument.Meter, meter))
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
