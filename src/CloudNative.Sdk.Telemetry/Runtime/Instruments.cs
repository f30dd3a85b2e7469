using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Creates observable instruments for what can be read now; where the first reading gives nothing, as on another system, there is no instrument.</summary>
/// <remarks>One that <c>comesAndGoes</c> is there in any case, and has no series while there is nothing to read.</remarks>
internal static class Instruments
{
    public static void Gauge<T>(this Meter meter, string name, string unit, string description, Func<T?> read, bool comesAndGoes = false)
        where T : struct
    {
        if (comesAndGoes || read() is not null)
        {
            var reading = new Reading<T>(read);
            meter.CreateObservableGauge(name, () => reading, unit, description);
        }
    }

    public static void Counter<T>(this Meter meter, string name, string unit, string description, Func<T?> read)
        where T : struct
    {
        if (read() is not null)
        {
            var reading = new Reading<T>(read);
            meter.CreateObservableCounter(name, () => reading, unit, description);
        }
    }
}
