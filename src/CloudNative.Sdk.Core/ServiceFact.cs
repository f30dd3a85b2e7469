using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Core;

/// <summary>One thing that the build recorded about the service.</summary>
public sealed class ServiceFact
{
    private readonly Fact _fact;

    internal ServiceFact(Fact fact) => _fact = fact;

    /// <summary>Gets the kind.</summary>
    /// <value>In lower case, as <c>meter</c>, <c>instrument</c>, <c>source</c>, <c>healthcheck</c>, <c>httpclient</c>.</value>
    public string Kind => _fact.Kind;

    /// <summary>Gets the first value of a key.</summary>
    /// <param name="key">The key, as <c>name</c>.</param>
    /// <value><see langword="null"/> when the build could not know it.</value>
    public string? this[string key] => _fact[key];

    /// <summary>Gets every value of a key.</summary>
    /// <param name="key">The key, as <c>tag</c>.</param>
    /// <returns>The values in the order written.</returns>
    public IEnumerable<string> Values(string key) => _fact.All(key);
}
