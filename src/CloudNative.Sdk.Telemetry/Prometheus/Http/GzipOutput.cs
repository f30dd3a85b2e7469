using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>Compresses what is written into it, block by block, into the response.</summary>
/// <remarks>
/// .NET's compressor cannot begin anew, so each compressed page makes one (some hundred bytes, and its native memory); the block is from the shared pool.
/// The fastest level makes the page a tenth; better ones cost several times the time for a few percent.
/// </remarks>
internal sealed class GzipOutput : IBufferWriter<byte>, IDisposable
{
    private const int BlockSize = 32 * 1024;

    private readonly GZipStream _gzip;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _used;

    public GzipOutput(PipeWriter response)
    {
        _gzip = new GZipStream(new ResponseStream(response), CompressionLevel.Fastest);
    }

    public void Advance(int count) => _used += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_block.Length - _used < Math.Max(sizeHint, 1))
        {
            Compress();
            if (_block.Length < sizeHint)
            {
                ArrayPool<byte>.Shared.Return(_block);
                _block = ArrayPool<byte>.Shared.Rent(sizeHint);
            }
        }

        return _block.AsSpan(_used);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        GetSpan(sizeHint);
        return _block.AsMemory(_used);
    }

    /// <summary>Compresses what has been written since the last time.</summary>
    public void Compress()
    {
        _gzip.Write(_block, 0, _used);
        _used = 0;
    }

    /// <summary>Compresses the rest and ends the compressed page.</summary>
    public void Complete()
    {
        Compress();
        _gzip.Dispose();
    }

    public void Dispose()
    {
        _gzip.Dispose();
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    /// <summary>Takes the compressed bytes into the memory of the response, without sending them.</summary>
    private sealed class ResponseStream(PipeWriter response) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => response.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => response.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
