namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>The fallback of a client.</summary>
internal sealed class FallbackRegistration(string client, Func<CallFallback, CancellationToken, ValueTask<HttpResponseMessage?>> fallback)
{
    private int _isFailing;

    public string Client => client;

    public Func<CallFallback, CancellationToken, ValueTask<HttpResponseMessage?>> Fallback => fallback;

    /// <summary>Notes that it has worked.</summary>
    public void Worked() => Volatile.Write(ref _isFailing, 0);

    /// <summary>Notes that it has failed.</summary>
    /// <returns>Whether it had worked before: with each call that fails it would fail again, and need not be told of.</returns>
    public bool BeginsToFail() => Interlocked.Exchange(ref _isFailing, 1) == 0;
}
