using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Text;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>Sends a page as it is made.</summary>
internal static class PageResponse
{
    /// <summary>How much is made text before it is sent.</summary>
    public const int PieceSize = 16 * 1024;

    /// <summary>Sends a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="response">Where it goes.</param>
    /// <param name="scrape">Ends the page early by cancelling a flush.</param>
    /// <returns>Whether the whole page has been sent.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<bool> SendAsync(PageWriter page, PipeWriter response, Scrape scrape)
    {
        bool more;
        do
        {
            more = page.Write(response, PieceSize);
            var flushed = await response.FlushAsync().ConfigureAwait(false);
            if (flushed.IsCanceled || flushed.IsCompleted || scrape.Failure is not null)
            {
                return false;
            }
        }
        while (more);

        return true;
    }

    /// <inheritdoc cref="SendAsync"/>
    /// <summary>Sends a page compressed.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<bool> SendCompressedAsync(PageWriter page, PipeWriter response, Scrape scrape)
    {
        using var gzip = new GzipOutput(response);
        bool more;
        do
        {
            more = page.Write(gzip, PieceSize);
            if (more)
            {
                gzip.Compress();
            }
            else
            {
                gzip.Complete();
            }

            var flushed = await response.FlushAsync().ConfigureAwait(false);
            if (flushed.IsCanceled || flushed.IsCompleted || scrape.Failure is not null)
            {
                return false;
            }
        }
        while (more);

        return true;
    }
}
