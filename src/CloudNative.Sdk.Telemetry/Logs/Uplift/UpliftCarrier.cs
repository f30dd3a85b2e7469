namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>Holds the valid header of the request at hand, for the requests that it causes.</summary>
internal sealed class UpliftCarrier(TimeProvider time)
{
    private readonly AsyncLocal<Carried?> _current = new();

    /// <summary>Gets the header; null outside of a request with one, and when its time is over.</summary>
    public string? Header => _current.Value is { } carried && time.GetUtcNow() < carried.End ? carried.Header : null;

    public IDisposable Carry(string header, DateTimeOffset end) => _current.Value = new Carried(header, end);

    /// <summary>Emptied at the end of the request, since work that outlives it still sees this object.</summary>
    private sealed class Carried(string header, DateTimeOffset end) : IDisposable
    {
        public DateTimeOffset End => end;

        public string? Header { get; private set; } = header;

        public void Dispose() => Header = null;
    }
}
