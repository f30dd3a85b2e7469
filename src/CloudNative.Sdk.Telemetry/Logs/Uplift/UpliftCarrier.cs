namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>Holds the valid header of the request at hand, for the requests that it causes.</summary>
internal sealed class UpliftCarrier
{
    private readonly AsyncLocal<Carried?> _current = new();

    /// <summary>Gets the header; null outside of a request with one.</summary>
    public string? Header => _current.Value?.Header;

    public IDisposable Carry(string header) => _current.Value = new Carried(header);

    /// <summary>Emptied at the end of the request, since work that outlives it still sees this object.</summary>
    private sealed class Carried(string header) : IDisposable
    {
        public string? Header { get; private set; } = header;

        public void Dispose() => Header = null;
    }
}
