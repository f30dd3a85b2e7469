namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Keeps the labels of many series side by side, in the order in which a page needs them.</summary>
/// <remarks>One thread adds at a time; what is there never changes.</remarks>
internal sealed class LabelArena
{
    private const int FirstChunk = 1024;
    private const int LargestChunk = 64 * 1024;

    private byte[] _chunk = [];
    private int _used;

    public LabelRecord Add(ReadOnlySpan<byte> text)
    {
        if (_chunk.Length - _used < text.Length)
        {
            _chunk = new byte[Math.Max(text.Length, Math.Clamp(_chunk.Length * 2, FirstChunk, LargestChunk))];
            _used = 0;
        }

        text.CopyTo(_chunk.AsSpan(_used));
        _used += text.Length;
        return new LabelRecord(_chunk, _used - text.Length, text.Length);
    }
}
