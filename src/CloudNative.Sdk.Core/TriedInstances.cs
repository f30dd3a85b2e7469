using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Core;

/// <summary>Remembers to which instances of a service a request was sent, so that a retry or a hedge goes to another one.</summary>
/// <remarks>
/// Thread-safe. It travels with the URI of the request, and so with a copy of the request too. Not in <see cref="HttpRequestMessage.Options"/>, which
/// every request would have to allocate, although few are ever sent twice.
/// </remarks>
public sealed class TriedInstances
{
    private readonly Lock _turn = new();
    private readonly List<object> _instances = [];

    /// <summary>Gets how many instances were tried.</summary>
    public int Count
    {
        get
        {
            lock (_turn)
            {
                return _instances.Count;
            }
        }
    }

    /// <summary>Begins to remember: for a handler that may send the request, or copies of it, more than once at a time. One that repeats it after a failure need not.</summary>
    /// <param name="request">The request, with an absolute URI; copies made of it afterwards share what is remembered.</param>
    /// <returns>What is remembered for the request.</returns>
    public static TriedInstances Attach(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Of(request) is { } tried)
        {
            return tried;
        }

        tried = new TriedInstances();
        request.RequestUri = new TriedUri(request.RequestUri ?? throw new ArgumentException("The request has no URI.", nameof(request)), tried);
        return tried;
    }

    /// <summary>Gets what is remembered for a request, or null.</summary>
    /// <param name="request">The request.</param>
    public static TriedInstances? Of(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.RequestUri is TriedUri uri ? uri.Tried : null;
    }

    /// <summary>Tells whether an instance was tried.</summary>
    /// <param name="instance">What the balancer knows the instance by; compared by reference.</param>
    public bool Contains(object instance)
    {
        lock (_turn)
        {
            foreach (var tried in _instances)
            {
                if (ReferenceEquals(tried, instance))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Remembers an instance.</summary>
    /// <param name="instance">What the balancer knows the instance by.</param>
    public void Add(object instance)
    {
        lock (_turn)
        {
            _instances.Add(instance);
        }
    }

    [SuppressMessage("Usage", "CA2229:Implement serialization constructors", Justification = "It lives as long as a request.")]
    private sealed class TriedUri(Uri uri, TriedInstances tried) : Uri(uri.OriginalString, UriKind.Absolute)
    {
        public TriedInstances Tried { get; } = tried;
    }
}
