namespace CloudNative.Sdk.Core;

/// <summary>
/// Tells tracing which service a request means, where a handler has replaced the service's name by the address of an instance. The span of the request begins
/// behind that handler, and would otherwise know the instance alone.
/// </summary>
/// <remarks>Not in <see cref="HttpRequestMessage.Options"/>, which a span does not see.</remarks>
public static class LogicalCall
{
    private static readonly AsyncLocal<Uri?> Flowing = new();

    [ThreadStatic]
    private static Uri? _logical;

    /// <summary>States the service's address right before the request is handed on, or takes it back right after.</summary>
    /// <param name="logical">The absolute URI that was asked for, as <c>https+http://catalog/items</c>, or <see langword="null"/>.</param>
    /// <param name="flows">
    /// Whether the span may begin on another thread, as it does with the first requests of a <see cref="SocketsHttpHandler"/>. This allocates; otherwise the address
    /// belongs to this thread, and to what begins before the send first waits.
    /// </param>
    public static void Set(Uri? logical, bool flows)
    {
        _logical = logical;
        if (flows)
        {
            Flowing.Value = logical;
        }
    }

    /// <summary>Takes the address for the one span that it belongs to.</summary>
    /// <returns>What was stated for this call, or <see langword="null"/>.</returns>
    public static Uri? Take()
    {
        var logical = _logical ?? Flowing.Value;
        if (logical is not null)
        {
            Set(null, flows: Flowing.Value is not null);
        }

        return logical;
    }
}
