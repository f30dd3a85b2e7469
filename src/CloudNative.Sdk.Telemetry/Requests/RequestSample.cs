namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>All requests up to one moment, as the histogram of their durations counts them. The memory is used again.</summary>
internal sealed class RequestSample
{
    public long Timestamp { get; set; }

    public long Count { get; set; }

    /// <summary>Gets or sets how many of them were answered with 500 or above.</summary>
    public long Errors { get; set; }

    /// <summary>Gets how many fell into each bucket, the last one without an upper bound.</summary>
    public long[] Buckets { get; private set; } = [];

    public void Reset(long timestamp, int buckets)
    {
        (Timestamp, Count, Errors) = (timestamp, 0, 0);
        if (Buckets.Length != buckets)
        {
            Buckets = new long[buckets];
        }

        Buckets.AsSpan().Clear();
    }
}
