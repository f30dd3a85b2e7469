namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>The endpoints for one authority, handed out in turn; thread-safe and without a lock.</summary>
/// <param name="endpoints">At least one, as <c>scheme://host[:port][/path]</c>.</param>
internal sealed class EndpointRing(string[] endpoints)
{
    private uint _next = uint.MaxValue;

    public string Next() => endpoints.Length == 1 ? endpoints[0] : endpoints[Interlocked.Increment(ref _next) % (uint)endpoints.Length];
}
