namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>Makes the URIs at an instance, and keeps the last few: a client calls the same paths again and again.</summary>
/// <param name="prefix"><c>scheme://host[:port][/path]</c>.</param>
/// <remarks>Thread-safe without a lock. What has a query is not kept: it seldom comes again, and may hold a secret.</remarks>
internal sealed class InstanceUris(string prefix)
{
    private const int Kept = 8;

    private Uri?[]? _kept;

    /// <summary>Gets the URI of a path.</summary>
    /// <param name="pathAndQuery">What follows the authority as it was written, also a fragment.</param>
    public Uri Of(ReadOnlySpan<char> pathAndQuery)
    {
        if (pathAndQuery.ContainsAny('?', '#'))
        {
            return new Uri(string.Concat(prefix, pathAndQuery));
        }

        // The end tells paths apart, and the length: a hash of the whole would cost as much as the comparison.
        var last = pathAndQuery.Length == 0 ? 0 : pathAndQuery[^1];
        ref var slot = ref (_kept ??= new Uri?[Kept])[(last + pathAndQuery.Length) % Kept];
        if (slot is { } kept && kept.OriginalString.AsSpan(prefix.Length).SequenceEqual(pathAndQuery))
        {
            return kept;
        }

        var uri = new Uri(string.Concat(prefix, pathAndQuery));
        slot = uri;
        return uri;
    }
}
