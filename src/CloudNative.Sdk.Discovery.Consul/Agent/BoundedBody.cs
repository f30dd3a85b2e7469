namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Reads a body up to a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;

    /// <exception cref="IOException">The body is longer.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw TooLong(limit);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[content.Headers.ContentLength + 1 ?? FirstBuffer];
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                length += read;
                if (length > limit)
                {
                    throw TooLong(limit);
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * length, limit + 1));
                }
            }

            return buffer.AsMemory(0, length);
        }
    }

    private static IOException TooLong(long limit) => new($"the answer is longer than the {limit} bytes of {ConsulOptions.SectionName}:{nameof(ConsulOptions.MaxResponseBytes)}");
}
