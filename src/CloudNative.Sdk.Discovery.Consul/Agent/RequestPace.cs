namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Keeps a loop of blocking queries from spinning where the answers come at once; a loop that is held by Consul does not wait here.</summary>
/// <remarks>
/// A token bucket: ten requests at once, then one a second, and less and less up to one in 15 s as long as the answers hold nothing new: an index that moves
/// although the instances do not, or a proxy that does not know blocking queries. Not thread-safe.
/// </remarks>
internal sealed class RequestPace(TimeProvider time)
{
    public const int Burst = 10;

    public static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(15);

    private TimeSpan _interval = MinInterval;
    private double _tokens = Burst;
    private long _filled = time.GetTimestamp();

    /// <summary>Waits until the next request may be sent; in the ordinary case not at all.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Fill();
        while (_tokens < 1)
        {
            await Task.Delay((1 - _tokens) * _interval + TimeSpan.FromMilliseconds(1), time, cancellationToken).ConfigureAwait(false);
            Fill();
        }

        _tokens--;
    }

    /// <summary>Tells what the request brought.</summary>
    /// <param name="useful">Whether the answer was held by Consul, or holds something new.</param>
    public void Returned(bool useful)
    {
        if (useful)
        {
            _interval = MinInterval;
        }
        else if (_tokens < 1)
        {
            _interval = _interval * 2 < MaxInterval ? _interval * 2 : MaxInterval;
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(Burst, _tokens + (time.GetElapsedTime(_filled, now) / _interval));
        _filled = now;
    }
}
