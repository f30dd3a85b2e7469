namespace CloudNative.Sdk.Analyzers.Semantics.Units;

/// <summary>What a number counts.</summary>
internal enum Dimension
{
    Time,
    Bytes,
    Ratio,

    /// <summary>Ticks of the stopwatch, whose length depends on the machine.</summary>
    StopwatchTicks,
}

/// <summary>A unit: what is counted, and how many seconds, bytes, wholes or ticks a value of one stands for.</summary>
internal readonly record struct MeasuredUnit(Dimension Dimension, double Scale)
{
    private const double Tolerance = 0.1;

    private static readonly (string Ucum, string Word, string? Property, MeasuredUnit Unit)[] Table =
    [
        ("s", "seconds", "TotalSeconds", Time(1)),
        ("ms", "milliseconds", "TotalMilliseconds", Time(1e-3)),
        ("us", "microseconds", "TotalMicroseconds", Time(1e-6)),
        ("ns", "nanoseconds", "TotalNanoseconds", Time(1e-9)),
        ("min", "minutes", "TotalMinutes", Time(60)),
        ("h", "hours", "TotalHours", Time(3600)),
        ("d", "days", "TotalDays", Time(86400)),
        ("", "ticks of 100 ns", null, Time(1e-7)),
        ("", "stopwatch ticks", null, new(Dimension.StopwatchTicks, 1)),
        ("By", "bytes", null, Bytes(1)),
        ("KiBy", "kibibytes", null, Bytes(1024)),
        ("kBy", "kilobytes", null, Bytes(1000)),
        ("MiBy", "mebibytes", null, Bytes(1 << 20)),
        ("MBy", "megabytes", null, Bytes(1e6)),
        ("GiBy", "gibibytes", null, Bytes(1 << 30)),
        ("GBy", "gigabytes", null, Bytes(1e9)),
        ("%", "per cent", null, new(Dimension.Ratio, 0.01)),
        ("1", "parts of one", null, new(Dimension.Ratio, 1)),
    ];

    private static readonly (string Suffix, string Ucum)[] NameSuffixes =
        [("_seconds", "s"), ("_milliseconds", "ms"), ("_ms", "ms"), ("_bytes", "By"), ("_seconds_total", "s"), ("_bytes_total", "By")];

    /// <summary>Gets the word for the unit, or null when it has none, as after a multiplication by 3.</summary>
    public string? Word => Find(this).Word;

    /// <summary>Gets the property of <see cref="TimeSpan"/> that gives the unit, or null.</summary>
    public string? TimeSpanProperty => Find(this).Property;

    public static MeasuredUnit Time(double seconds) => new(Dimension.Time, seconds);

    public static MeasuredUnit Bytes(double bytes) => new(Dimension.Bytes, bytes);

    /// <summary>Reads a declared unit; null for one that is not known here.</summary>
    public static MeasuredUnit? FromUcum(string? code)
    {
        foreach (var row in Table)
        {
            if (row.Ucum == code && row.Ucum.Length > 0)
            {
                return row.Unit;
            }
        }

        return null;
    }

    /// <summary>Reads the unit that the name of an instrument ends in.</summary>
    public static MeasuredUnit? FromInstrumentName(string? name)
    {
        foreach (var (suffix, code) in NameSuffixes)
        {
            if (name?.EndsWith(suffix, StringComparison.Ordinal) == true)
            {
                return FromUcum(code);
            }
        }

        return null;
    }

    /// <summary>Gets the unit of a value after a division by a number.</summary>
    public MeasuredUnit DividedBy(double number) => this with { Scale = Scale * number };

    /// <summary>Returns whether values of both can be taken for each other; 1024 for 1000 is not worth a warning.</summary>
    public bool Agrees(MeasuredUnit other) => Dimension == other.Dimension && Math.Abs((Scale / other.Scale) - 1) <= Tolerance;

    /// <summary>Returns whether two units contradict each other: both are known by name, are comparable, and do not agree.</summary>
    public bool Contradicts(MeasuredUnit declared) =>
        Word is not null && declared.Word is not null && (Dimension == Dimension.Ratio) == (declared.Dimension == Dimension.Ratio) && !Agrees(declared);

    private static (string Ucum, string? Word, string? Property, MeasuredUnit Unit) Find(MeasuredUnit unit)
    {
        foreach (var row in Table)
        {
            if (row.Unit.Dimension == unit.Dimension && Math.Abs((row.Unit.Scale / unit.Scale) - 1) < 1e-6)
            {
                return row;
            }
        }

        return default;
    }
}
