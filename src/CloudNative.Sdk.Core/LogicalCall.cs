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
    private static Addresses? _addresses;

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
        var addresses = _addresses ??= new Addresses();
        var before = new Scope(addresses, flows ? Flowing.Value : null, flows);
        addresses.Logical = flows ? null : logical;
        addresses.Instance = flows ? null : instance;
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
        (logical, instance) = _addresses is { Logical: not null } here ? (here.Logical, here.Instance) : (Flowing.Value?.Logical, Flowing.Value?.Instance);
        return logical is not null && instance is not null;
    }

    /// <summary>The part of a call in which its addresses are stated.</summary>
    public readonly ref struct Scope : IDisposable
    {
        private readonly Addresses _addresses;
        private readonly Uri? _outerLogical;
        private readonly Uri? _outerInstance;
        private readonly Call? _outer;
        private readonly bool _flows;

        internal Scope(Addresses addresses, Call? outer, bool flows)
        {
            _addresses = addresses;
            _outerLogical = addresses.Logical;
            _outerInstance = addresses.Instance;
            _outer = outer;
            _flows = flows;
        }

        /// <summary>Takes the addresses back; those of an outer call are stated again.</summary>
        public void Dispose()
        {
            _addresses.Logical = _outerLogical;
            _addresses.Instance = _outerInstance;
            if (_flows)
            {
                Flowing.Value = _outer;
            }
        }
    }

    internal sealed record Call(Uri Logical, Uri Instance);

    /// <summary>The addresses that are stated on one thread: one object, since each look at a thread's own data costs.</summary>
    internal sealed class Addresses
    {
        public Uri? Logical { get; set; }

        public Uri? Instance { get; set; }
    }
}
