namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Rows of numbers, one a series, all of one width; the memory of one collection serves the next.</summary>
/// <remarks>Rows lie in chunks so that a large metric is neither copied when it grows nor one large object.</remarks>
internal sealed class RowBuffer
{
    private const int ChunkLength = 8 * 1024;

    private readonly List<long[]> _chunks = [];
    private int _rowsPerChunk = 1;

    public int Width { get; private set; }

    public int Count { get; private set; }

    /// <summary>Forgets all rows.</summary>
    public void Reset(int width)
    {
        if (width != Width)
        {
            _chunks.Clear();
            Width = width;
            _rowsPerChunk = Math.Max(1, ChunkLength / width);
        }

        Count = 0;
    }

    /// <summary>Adds a row, whose numbers are of an earlier use.</summary>
    public Span<long> Add()
    {
        var chunk = Count / _rowsPerChunk;
        var position = Count % _rowsPerChunk * Width;
        if (chunk == _chunks.Count)
        {
            _chunks.Add(new long[Math.Min(_rowsPerChunk, Math.Max(1, chunk * _rowsPerChunk)) * Width]);
        }

        if (position == _chunks[chunk].Length)
        {
            var larger = new long[Math.Min(_rowsPerChunk * Width, position * 4)];
            _chunks[chunk].CopyTo(larger, 0);
            _chunks[chunk] = larger;
        }

        Count++;
        return _chunks[chunk].AsSpan(position, Width);
    }

    /// <summary>Gets the rows from an index to the end of its chunk; behind the last row lie numbers of no meaning.</summary>
    public ReadOnlySpan<long> ChunkFrom(int row) => _chunks[row / _rowsPerChunk].AsSpan(row % _rowsPerChunk * Width);
}
