using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Core;

/// <summary>
/// Tells tracing which service a request means, where a handler has replaced the service's name by the address of an instance. The span of the request begins
/// behind that handler, and would otherwise know the instance alone.
/// </summary>
/// <remarks>Not in <see cref="HttpRequestMessage.Options"/>, which a span does not see.</remarks>
public static class LogicalCall
{
    private static readonly AsyncLocal<Call?> Flowing = new();

    [ThreadStatic]
    private static Uri? _logical;

    [ThreadStatic]
    private static Uri? _instance;

    /// <summary>States both addresses right before the request is handed on; disposing the scope right after takes them back.</summary>
    /// <param name="logical">The absolute URI that was asked for, as <c>https+http://catalog/items</c>.</param>
    /// <param name="instance">The absolute URI that is called instead.</param>
    /// <param name="flows">
    /// Whether the span may begin on another thread, or behind a wait, as it does with the first requests of a <see cref="SocketsHttpHandler"/>. This allocates; otherwise
    /// the addresses belong to this thread, and to what begins before the send first waits.
    /// </param>
    /// <returns>The scope, in which scopes of other calls may lie.</returns>
    public static Scope Begin(Uri logical, Uri instance, bool flows)
    {
        ArgumentNullException.ThrowIfNull(logical);
        ArgumentNullException.ThrowIfNull(instance);
        var before = new Scope(_logical, _instance, flows ? Flowing.Value : null, flows);
        _logical = flows ? null : logical;
        _instance = flows ? null : instance;
        if (flows)
        {
            Flowing.Value = new Call(logical, instance);
        }

        return before;
    }

    /// <summary>Gets the addresses of the call that this code is a part of.</summary>
    /// <param name="logical">What was asked for.</param>
    /// <param name="instance">What is called. A request that goes elsewhere, for a token or after a redirect, is another one.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGet([NotNullWhen(true)] out Uri? logical, [NotNullWhen(true)] out Uri? instance)
    {
        (logical, instance) = _logical is not null ? (_logical, _instance) : (Flowing.Value?.Logical, Flowing.Value?.Instance);
        return logical is not null && instance is not null;
    }

    /// <summary>The part of a call in which its addresses are stated.</summary>
    public readonly ref struct Scope : IDisposable
    {
        private readonly Uri? _outerLogical;
        private readonly Uri? _outerInstance;
        private readonly Call? _outer;
        private readonly bool _flows;

        internal Scope(Uri? outerLogical, Uri? outerInstance, Call? outer, bool flows)
        {
            _outerLogical = outerLogical;
            _outerInstance = outerInstance;
            _outer = outer;
            _flows = flows;
        }

        /// <summary>Takes the addresses back; those of an outer call are stated again.</summary>
        public void Dispose()
        {
            _logical = _outerLogical;
            _instance = _outerInstance;
            if (_flows)
            {
                Flowing.Value = _outer;
            }
        }
    }

    internal sealed record Call(Uri Logical, Uri Instance);
}
