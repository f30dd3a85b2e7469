namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>A list that grows in chunks: nothing is copied when it grows, and no chunk of references is a large object.</summary>
/// <remarks>
/// One thread adds at a time. Others may read all the while what was there when they learned the count: what has been added never moves.
/// </remarks>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 10;

    /// <summary>The items of each chunk but the last.</summary>
    public const int ChunkSize = 1 << ChunkBits;

    private const int FirstChunkSize = 4;

    private T[][] _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    /// <summary>Gets the items from an index to the end of its chunk; it may hold items behind the end of the list.</summary>
    public Span<T> ChunkFrom(int index) => _chunks[index >> ChunkBits].AsSpan(index & (ChunkSize - 1));

    public void Add(T item)
    {
        var chunk = Count >> ChunkBits;
        var position = Count & (ChunkSize - 1);
        if (chunk == _chunks.Length)
        {
            // Most metrics have few series.
            Replace(chunk, new T[chunk == 0 ? FirstChunkSize : ChunkSize], chunk + 1);
        }
        else if (position == _chunks[chunk].Length)
        {
            var larger = new T[Math.Min(ChunkSize, position * 4)];
            _chunks[chunk].CopyTo(larger, 0);
            Replace(chunk, larger, _chunks.Length);
        }

        _chunks[chunk][position] = item;
        Count++;
    }

    private void Replace(int index, T[] chunk, int count)
    {
        var chunks = new T[count][];
        _chunks.CopyTo(chunks, 0);
        chunks[index] = chunk;
        Volatile.Write(ref _chunks, chunks);
    }
}
