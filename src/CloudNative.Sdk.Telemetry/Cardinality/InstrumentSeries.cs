namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>The series of one instrument.</summary>
internal sealed record InstrumentSeries(string Instrument, string Meter, int Series, bool Overflowed, IReadOnlyList<TagValues> Tags);
