namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Where the labels of one series are: <c>a="x",b="y"} </c>, or nothing where it has none.</summary>
internal readonly struct LabelRecord(byte[] chunk, int offset, int length)
{
    /// <summary>The end of the labels of every series.</summary>
    public const int EndLength = 2;

    /// <summary>Gets a series that is left out, because another one has its labels.</summary>
    public static LabelRecord LeftOut => new([], 0, -1);

    public bool IsLeftOut => length < 0;

    public bool IsEmpty => length == 0;

    /// <summary>Gets the labels with what ends them.</summary>
    public ReadOnlySpan<byte> Text => chunk.AsSpan(offset, length);

    /// <summary>Gets the labels without what ends them; there are some.</summary>
    public ReadOnlySpan<byte> Labels => chunk.AsSpan(offset, length - EndLength);
}
