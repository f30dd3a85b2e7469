using System.Diagnostics;
using System.IO.Pipelines;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>Takes a page as a response does, in spans of one block of memory, and forgets it.</summary>
internal sealed class NullPipe : PipeWriter
{
    private readonly byte[] _block = new byte[16 * 1024];

    public long Bytes { get; private set; }

    /// <summary>Gets when the first bytes were sent.</summary>
    public long FirstSent { get; private set; }

    /// <summary>Gets how many bytes were sent first.</summary>
    public long FirstBytes { get; private set; }

    public override void Advance(int bytes) => Bytes += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _block;

    public override Span<byte> GetSpan(int sizeHint = 0) => _block;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (FirstBytes == 0)
        {
            (FirstSent, FirstBytes) = (Stopwatch.GetTimestamp(), Bytes);
        }

        return default;
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void Reset() => (Bytes, FirstSent, FirstBytes) = (0, 0, 0);
}
