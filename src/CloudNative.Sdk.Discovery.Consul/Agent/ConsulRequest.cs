namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>One request to Consul.</summary>
/// <param name="Operation">What is done, for the message of an error: <c>reading the instances of 'catalog'</c>.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its escaped parts: <c>/v1/health/service/catalog</c>. The data centre goes with every path but those below <c>/v1/agent/</c>.</param>
internal sealed record ConsulRequest(string Operation, HttpMethod Method, string Path)
{
    /// <summary>Gets the escaped query without the question mark, the data centre and the namespace: <c>index=7&amp;wait=60s</c>.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>Gets the data centre, or null for that of the options.</summary>
    public string? DataCenter { get; init; }

    /// <summary>Gets the body, JSON in UTF-8; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Gets how long Consul may hold the request before it begins to answer, beyond the time limit of every request.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>Gets the time limit where that of the options is too long; null for that of the options.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets whether 404 is an answer like any other: of the key-value store it means that there is no key.</summary>
    public bool MayBeMissing { get; init; }
}
